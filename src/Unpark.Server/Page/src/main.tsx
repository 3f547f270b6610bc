import '../../../Unpark/Rendering/Html/Assets/theme.js';
import { render } from 'preact';
import { App } from './App';

render(<App />, document.body);
