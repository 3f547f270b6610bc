// A flame graph: boxes as wide as what is in them, the whole at the top. Only boxes one can see are in the page.
// data: see FlameJson.cs. Returns { search(text), show(finding), reset(), remove(), onchange }.
export function flameGraph(host, data) {
  const row = matchMedia('(pointer: coarse)').matches ? 26 : 19;
  const leastPixels = 2;
  const number = new Intl.NumberFormat('en-US');
  const boxes = read(data);
  const root = boxes[0];
  const elements = new Map();
  const tip = makeTip();
  const end = new AbortController();
  const resized = new ResizeObserver(() => { if (host.clientWidth !== drawnWidth) draw(); });
  let zoomed = root;
  let current = root;
  let hits = null;
  let drawnWidth = 0;

  host.role = 'tree';
  host.ariaLabel = 'Flame graph: arrow keys move, Enter shows a box alone, Escape all';
  host.addEventListener('click', event => { const box = boxOf(event); if (box) zoom(box); });
  host.addEventListener('keydown', onKey);
  host.addEventListener('pointermove', event => { const box = boxOf(event); if (box && event.pointerType === 'mouse') showTip(box, event.clientX, event.clientY); else hideTip(); });
  host.addEventListener('pointerleave', hideTip);
  host.addEventListener('focusin', event => { const box = boxOf(event); if (box) { setCurrent(box); if (event.target.matches(':focus-visible')) showTipAt(box); } });
  host.addEventListener('focusout', hideTip);
  addEventListener('scroll', hideTip, { passive: true, signal: end.signal });
  resized.observe(host);
  draw();

  // onchange is told whether anything but the whole is shown.
  const graph = { search, show, reset: () => { hits = null; zoom(root); }, remove, onchange: changed => {} };
  return graph;

  function remove() {
    end.abort();
    resized.disconnect();
    tip.remove();
    host.replaceChildren();
  }

  function read({ boxes: rows, names, families }) {
    const read = rows.map(([, name, file, line, count, leaked, family, finding]) => ({
      name: names[name], file: file < 0 ? null : names[file], line, count, leaked,
      family: family < 0 ? 'mixed' : families[family], finding, children: [], parent: null, depth: 0, left: 0,
    }));
    rows.forEach(([parent], i) => {
      if (parent < 0) return;
      const box = read[i];
      box.parent = read[parent];
      box.depth = box.parent.depth + 1;
      const before = box.parent.children.at(-1);
      box.left = before ? before.left + before.count : box.parent.left;
      box.parent.children.push(box);
    });
    return read;
  }

  function draw() {
    drawnWidth = host.clientWidth;
    const pixels = drawnWidth / zoomed.count;
    const hadFocus = host.contains(document.activeElement);
    let deepest = 0;
    elements.clear();
    const parts = [];
    for (let box = zoomed.parent; box; box = box.parent) parts.unshift(element(box, 0, 1, 'above'));
    const open = [zoomed];
    while (open.length) {
      const box = open.pop();
      if (box.count * pixels < leastPixels && box !== zoomed) continue;
      deepest = Math.max(deepest, box.depth);
      parts.push(element(box, (box.left - zoomed.left) / zoomed.count, box.count / zoomed.count, box.count * pixels < 34 ? 'narrow' : ''));
      for (let i = box.children.length - 1; i >= 0; i--) open.push(box.children[i]);
      const rest = box.file !== null || box === root ? restOf(box, pixels) : null;
      if (rest) {
        parts.push(rest);
        deepest = Math.max(deepest, box.depth + 1);
      }
    }
    host.style.height = `${(deepest + 1) * row}px`;
    host.replaceChildren(...parts);
    if (!elements.has(current)) current = zoomed;
    elements.get(current).tabIndex = 0;
    if (hadFocus) elements.get(current).focus({ preventScroll: true });
  }

  // Children stand largest first: those too small to be seen, or left out of the data, are the end of the row.
  function restOf(box, pixels) {
    const seen = box.children.filter(child => child.count * pixels >= leastPixels);
    const left = seen.length ? seen.at(-1).left + seen.at(-1).count : box.left;
    const count = box.left + box.count - left;
    if (count * pixels < 40) return null;
    const item = document.createElement('div');
    item.ariaHidden = true;
    item.className = 'rest';
    item.textContent = `${number.format(count)} in smaller boxes`;
    place(item, (left - zoomed.left) / zoomed.count, count / zoomed.count, box.depth + 1);
    return item;
  }

  function place(item, left, width, depth) {
    item.style.left = `${left * 100}%`;
    item.style.width = `${width * 100}%`;
    item.style.top = `${depth * row}px`;
    item.style.height = `${row}px`;
    item.style.lineHeight = `${row - 1}px`;
  }

  function element(box, left, width, extra) {
    const item = document.createElement('div');
    item.role = 'treeitem';
    item.tabIndex = -1;
    item.className = `${extra} of-${box === root ? 'all' : box.family}`;
    item.classList.toggle('found', box.finding >= 0);
    item.classList.toggle('hit', hits?.has(box) ?? false);
    item.ariaLevel = box.depth + 1;
    item.ariaLabel = `${box.name}, ${goroutines(box.count)}`;
    if (box.children.length) item.ariaExpanded = true;
    item.ariaSelected = box === zoomed;
    item.textContent = shortName(box);
    place(item, left, width, box.depth);
    item.box = box;
    elements.set(box, item);
    return item;
  }

  function boxOf(event) {
    return event.target.closest?.('[role="treeitem"]')?.box;
  }

  function zoom(box) {
    hideTip();
    zoomed = box;
    current = box;
    draw();
    graph.onchange(zoomed !== root || hits !== null);
  }

  function setCurrent(box) {
    const before = elements.get(current);
    if (before) before.tabIndex = -1;
    current = box;
    elements.get(box).tabIndex = 0;
  }

  function onKey(event) {
    const box = boxOf(event);
    if (!box || event.altKey || event.ctrlKey || event.metaKey) return;
    const siblings = box.parent?.children ?? [];
    const index = siblings.indexOf(box);
    const target = {
      ArrowUp: () => box.parent,
      ArrowDown: () => box.children.find(child => elements.has(child)),
      ArrowLeft: () => siblings[index - 1],
      ArrowRight: () => siblings[index + 1],
      Home: () => root,
    }[event.key];
    if (target) {
      const next = target();
      if (next && elements.has(next)) elements.get(next).focus({ preventScroll: false });
    } else if (event.key === 'Enter' || event.key === ' ') {
      zoom(box);
    } else if (event.key === 'Escape') {
      graph.reset();
    } else {
      return;
    }
    event.preventDefault();
  }

  // Boxes whose line or state holds the text are marked. Returns how many, and the goroutines in them, each counted once.
  function search(text) {
    const wanted = text.trim().toLowerCase();
    return mark(wanted === '' ? null : box => box !== root && `${box.name} ${box.file ?? ''}:${box.line}`.toLowerCase().includes(wanted));
  }

  function show(finding) {
    zoom(root);
    const found = mark(box => box.finding === finding);
    graph.onchange(true);
    return found;
  }

  function mark(matches) {
    hits = matches && new Set(boxes.filter(matches));
    host.classList.toggle('searching', hits !== null);
    for (const [box, item] of elements) item.classList.toggle('hit', hits?.has(box) ?? false);
    graph.onchange(zoomed !== root || hits !== null);
    return { boxes: hits?.size ?? 0, goroutines: hits ? within(root) : 0, total: root.count };

    function within(box) {
      return hits.has(box) ? box.count : box.children.reduce((sum, child) => sum + within(child), 0);
    }
  }

  function makeTip() {
    const made = document.createElement('div');
    made.className = 'tip';
    made.hidden = true;
    made.role = 'tooltip';
    document.body.append(made);
    return made;
  }

  function showTipAt(box) {
    const { left, bottom } = elements.get(box).getBoundingClientRect();
    showTip(box, left, bottom - 8);
  }

  function showTip(box, x, y) {
    if (tip.box !== box) tip.replaceChildren(...linesOf(box));
    tip.box = box;
    tip.hidden = false;
    const { width, height } = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(8, Math.min(x + 14, innerWidth - width - 12))}px`;
    tip.style.top = `${y + 18 + height > innerHeight ? Math.max(8, y - height - 12) : y + 18}px`;
  }

  function hideTip() {
    tip.hidden = true;
  }

  function linesOf(box) {
    const lines = [line(box.file === null ? 'span' : 'code', box.name)];
    if (box.file) lines.push(line('code', `${box.file}:${box.line}`, 'path'));
    const share = box.parent && box.parent !== root ? `, ${percent(box.count, box.parent.count)} of the box above` : '';
    lines.push(line('span', box === root ? goroutines(box.count) : `${goroutines(box.count)}: ${percent(box.count, root.count)} of all${share}`));
    const states = box.file === null && box !== root ? [] : statesOf(box);
    if (states.length) lines.push(line('span', states.slice(0, 5).map(([state, count]) => `${number.format(count)} ${state}`).join(', ') + (states.length > 5 ? ', ...' : '')));
    if (box.leaked) lines.push(line('span', `${number.format(box.leaked)} proven leaked by the runtime`, 'found'));
    if (box.finding >= 0) lines.push(line('span', `finding: ${data.findings[box.finding]}`, 'found'));
    return lines;
  }

  function line(kind, text, name = '') {
    const made = document.createElement(kind);
    made.textContent = text;
    made.className = name;
    return made;
  }

  function statesOf(box) {
    const states = new Map();
    const open = [box];
    while (open.length) {
      const next = open.pop();
      if (next.file === null && next !== root) states.set(next.name, (states.get(next.name) ?? 0) + next.count);
      open.push(...next.children);
    }
    return [...states].sort((a, b) => b[1] - a[1]);
  }

  function shortName({ name, file }) {
    if (file === null) return name;
    const end = name.search(/[([]/);
    return name.slice(name.lastIndexOf('/', end < 0 ? name.length : end) + 1);
  }

  function goroutines(count) {
    return `${number.format(count)} goroutine${count === 1 ? '' : 's'}`;
  }

  function percent(count, of) {
    const share = 100 * count / of;
    return `${share >= 10 || share === 0 ? share.toFixed(0) : share.toPrecision(2)} %`;
  }
}
