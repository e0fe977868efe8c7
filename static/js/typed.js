// Keep unsaved input for the same page: in the other language, or after signing in again.
// In this tab only, for the same person, and restored once.
const KEY = "typed";
const PASSED = /^\/(sign-in|session\/ended)\/$/; // on the way back: what is kept waits
const place = () => location.pathname.replace(/^\/(en|fr)\//, "/");
const person = () => document.querySelector("#session")?.dataset.person ?? "";
const fields = () =>
  [...document.querySelectorAll("main form[method=post] :is(input, select, textarea)[name]")].filter(
    (field) => !["hidden", "password", "file", "submit"].includes(field.type),
  );

const read = (field) => {
  if (field.type === "checkbox" || field.type === "radio") return field.checked;
  if (field.type === "select-multiple") return [...field.selectedOptions].map((option) => option.value);
  return field.value;
};

const write = (field, value) => {
  if (field.type === "checkbox" || field.type === "radio") field.checked = value;
  else if (field.type === "select-multiple")
    for (const option of field.options) option.selected = value.includes(option.value);
  else field.value = value;
};

export const keep = () => {
  const typed = fields().map((field) => [field.name, read(field)]);
  if (typed.length)
    sessionStorage.setItem(KEY, JSON.stringify({ place: place(), person: person(), typed }));
  for (const form of document.querySelectorAll("[data-unsaved]")) form.removeAttribute("data-unsaved");
};

const restore = () => {
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  sessionStorage.removeItem(KEY);
  if (kept?.place !== place() || kept.person !== person()) return;
  const here = fields();
  kept.typed.forEach(([name, value], index) => {
    if (here[index]?.name === name) write(here[index], value);
  });
};

if (!PASSED.test(place())) restore();
