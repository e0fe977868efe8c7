// What is typed and not sent is not left behind without a question.
import { keep } from "./typed.js";

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

// An answer without the form, because the session was over perhaps: what was typed is there on the way back.
addEventListener("htmx:beforeSwap", ({ detail: { serverResponse, target, xhr } }) => {
  const inVain = xhr.status >= 400 || new URL(xhr.responseURL).pathname.endsWith("/sign-in/");
  if (inVain && target.id === "content" && !serverResponse.includes("data-hx-post")) keep();
});

addEventListener("beforeunload", (event) => {
  if (document.querySelector("[data-unsaved]")) event.preventDefault();
});
