// Wires the report: theme, tables, flame graph.
(() => {
  const find = id => document.getElementById(id);
  wireTheme(find('theme'));
  wirePlaces();
  wireFlame();

  function wirePlaces() {
    if (!find('places-table')) return;
    sortableTable(find('places-table'));
    filterTable(find('places-filter'), find('places-table'), find('places-found'));
  }

  function wireFlame() {
    if (!find('flame-graph')) return;
    const graph = flameGraph(find('flame-graph'), JSON.parse(find('flame-data').textContent));
    const [field, found, reset] = [find('flame-search'), find('flame-found'), find('flame-reset')];
    const tell = ({ boxes, goroutines, total }) => { found.textContent = `${boxes} box${boxes === 1 ? '' : 'es'}, ${goroutines.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} goroutines`; };
    graph.onchange = changed => { reset.disabled = !changed; };
    field.addEventListener('input', () => {
      const result = graph.search(field.value);
      if (field.value.trim() === '') found.textContent = '';
      else tell(result);
    });
    reset.addEventListener('click', () => {
      field.value = '';
      found.textContent = '';
      graph.search('');
      graph.reset();
    });
    for (const link of document.querySelectorAll('a[data-finding]')) {
      link.addEventListener('click', () => tell(graph.show(Number(link.dataset.finding))));
    }
  }
})();
