// Pages and parts of pages that htmx puts in place: where the reader then stands, and what Back means.
const trouble = document.getElementById("trouble");
const tell = () => {
  trouble.hidden = false;
  trouble.scrollIntoView();
};

// A page over itself, with a problem told or other filters, is no new page to go back to.
addEventListener("htmx:beforeHistoryUpdate", ({ detail: { history } }) => {
  if (history.path.split(/[?#]/)[0] === location.pathname) history.type = "replace";
});

// An answer without what was asked for, from a proxy perhaps, must not wipe out what is there.
addEventListener("htmx:beforeSwap", ({ detail }) => {
  const [, part] = detail.requestConfig.elt.dataset.hxSelect.match(/#(\w+)/);
  detail.shouldSwap = detail.serverResponse.includes(`id="${part}"`);
  if (detail.shouldSwap) trouble.hidden = true;
  else tell();
});
addEventListener("htmx:sendError", tell);

// The reader goes on from the problem, else from what happened, else from the top of the page.
addEventListener("htmx:afterSettle", ({ target }) => {
  if (target.id !== "content") return;
  const problem = target.querySelector("[autofocus]");
  const place = problem ?? target.querySelector(".notice[role=status]") ?? target.querySelector("h1");
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
  if (problem) problem.scrollIntoView();
  else scrollTo(0, 0);
});
