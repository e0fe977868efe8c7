import { keep } from "./typed.js";

// The toggle comes anew with each page put in place; filters may have moved the address on.
document.addEventListener("click", ({ target }) => {
  const toggle = target.closest("#toggle");
  if (!toggle) return;
  toggle.search = location.search;
  keep();
});
