// What is typed and not sent is not left behind without a question.
const forms = "main form[method=post]";
const mark = (form, unsaved) => form?.toggleAttribute("data-unsaved", unsaved);

document.addEventListener("input", ({ target }) => mark(target.closest(forms), true));
document.addEventListener("submit", ({ target }) => mark(target, false), true);

// A page of a request keeps what is typed as a draft; the answer says when something was left out.
addEventListener("htmx:beforeSend", ({ detail }) => {
  if (detail.target.id === "kept") mark(detail.elt.closest("form"), false);
});
addEventListener("htmx:afterRequest", ({ detail: { elt, target, xhr } }) => {
  const kept = xhr.status === 200 && !target.querySelector(".error");
  if (target.id === "kept" && !kept) mark(elt.closest("form"), true);
});

addEventListener("beforeunload", (event) => {
  if (document.querySelector("[data-unsaved]")) event.preventDefault();
});
