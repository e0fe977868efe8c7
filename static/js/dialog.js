// A link to a dialog opens it as a modal; without this script the dialog is part of the page.
const question = (link) => {
  const target = document.getElementById(link.hash.slice(1));
  return target instanceof HTMLDialogElement ? target : null;
};

document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  if (!link) return;
  const asked = question(link);
  const open = link.closest("dialog");
  if (!asked && !open) return;
  event.preventDefault();
  if (asked) asked.showModal();
  else open.close();
});
