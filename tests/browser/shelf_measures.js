// Boxes of every visible element in each state of the shelf, from the state's own corner.
() => {
  const round = (number) => Math.round(number * 10) / 10;
  const named = (element) => {
    const classes = [...element.classList].filter((each) => each !== "htmx-settling");
    return [element.tagName.toLowerCase(), ...classes.sort()].join(".");
  };
  const measured = {};
  for (const shelf of document.querySelectorAll(".shelf")) {
    const component = shelf.querySelector("h2").id.replace("shelf-", "");
    for (const state of shelf.querySelectorAll(":scope > [data-state]")) {
      const corner = state.getBoundingClientRect();
      const boxes = [];
      for (const element of state.querySelectorAll("*")) {
        if (element.closest("svg, option, script")) continue;
        const box = element.getBoundingClientRect();
        if (box.width === 0 && box.height === 0) continue;
        const style = getComputedStyle(element);
        boxes.push([
          named(element),
          [box.x - corner.x, box.y - corner.y, box.width, box.height].map(round),
          [style.color, style.backgroundColor, style.fontWeight, style.borderLeftWidth].join(" "),
        ]);
      }
      measured[`${component}/${state.dataset.state}`] = {
        size: [round(corner.width), round(corner.height)], boxes,
      };
    }
  }
  return measured;
}
