// Makes the heads of a table buttons that sort its rows. The first column is how the page came.
export function sortableTable(table) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    button.addEventListener('click', () => sort(column));
    head.replaceChildren(button);
  });
  heads[0].ariaSort = 'descending';

  function sort(column) {
    const numbers = heads[column].classList.contains('number');
    const first = numbers ? 'descending' : 'ascending';
    const order = heads[column].ariaSort === first ? (numbers ? 'ascending' : 'descending') : first;
    for (const head of heads) head.removeAttribute('aria-sort');
    heads[column].ariaSort = order;
    const body = table.tBodies[0];
    const keys = new Map([...body.rows].map(row => [row, numbers ? numberOf(row.cells[column]) : row.cells[column].textContent]));
    const sign = order === 'ascending' ? 1 : -1;
    body.append(...[...body.rows].sort((a, b) => sign * compare(keys.get(a), keys.get(b))));
  }

  // "1,024" and "3 to 17": the last number counts.
  function numberOf(cell) {
    const digits = cell.textContent.replaceAll(',', '').match(/\d+$/);
    return digits ? Number(digits[0]) : -1;
  }

  function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
  }
}

// Shows the rows that hold every word of the field, and says how many.
export function filterTable(input, table, output) {
  const rows = [...table.tBodies[0].rows].map(row => [row, row.textContent.toLowerCase()]);
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [row, text] of rows) {
      row.hidden = !words.every(word => text.includes(word));
      if (!row.hidden) shown++;
    }
    output.textContent = words.length ? `${shown} of ${rows.length}` : '';
  });
}
