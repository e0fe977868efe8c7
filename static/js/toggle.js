// What is typed goes along to the same page in the other language, in this tab alone, and once.
const KEY = "typed";
const place = () => location.pathname.replace(/^\/(en|fr)\//, "/");
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

// The toggle comes anew with each page put in place; filters may have moved the address on.
document.addEventListener("click", ({ target }) => {
  const toggle = target.closest("#toggle");
  if (!toggle) return;
  toggle.search = location.search;
  const typed = fields().map((field) => [field.name, read(field)]);
  if (typed.length) sessionStorage.setItem(KEY, JSON.stringify({ place: place(), typed }));
});

const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
sessionStorage.removeItem(KEY);
if (kept?.place === place()) {
  const here = fields();
  kept.typed.forEach(([name, value], index) => {
    if (here[index]?.name === name) write(here[index], value);
  });
}
