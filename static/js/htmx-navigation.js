// After htmx swaps in a page or a part of it: where the focus goes, and what the Back button does.
const trouble = document.getElementById("trouble");
const showTrouble = () => {
  trouble.hidden = false;
  trouble.scrollIntoView();
};

// The same page again, with errors or other filters, replaces the entry of the browser's history.
addEventListener("htmx:beforeHistoryUpdate", ({ detail: { history } }) => {
  if (history.path.split(/[?#]/)[0] === location.pathname) history.type = "replace";
});

// An answer without the requested element, perhaps from a proxy, must not replace what is there.
addEventListener("htmx:beforeSwap", ({ detail }) => {
  const [, part] = detail.requestConfig.elt.dataset.hxSelect.match(/#(\w+)/);
  detail.shouldSwap = detail.serverResponse.includes(`id="${part}"`);
  if (detail.shouldSwap) trouble.hidden = true;
  else showTrouble();
});
addEventListener("htmx:sendError", showTrouble);

// Focus the error summary, else the message, else the heading of the page.
addEventListener("htmx:afterSettle", ({ target }) => {
  if (target.id !== "content") return;
  const problem = target.querySelector("[autofocus]");
  const place = problem ?? target.querySelector(".notice[role=status]") ?? target.querySelector("h1");
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
  if (problem) problem.scrollIntoView();
  else scrollTo(0, 0);
});
