// Warns before the session ends. All tabs share the time of its end; any of them can put it off.
import { keep } from "./typed.js";

const END = "session-end";
const dialog = document.querySelector("#session");
const [stay, over] = ["stay", "end"].map((name) => dialog.querySelector(`[data-${name}]`));
const minutes = new Intl.NumberFormat(document.documentElement.lang, {
  style: "unit",
  unit: "minute",
  unitDisplay: "long",
});

const renew = (seconds) => localStorage.setItem(END, Date.now() + seconds * 1000);
const left = () => (Number(localStorage.getItem(END)) - Date.now()) / 1000;

const end = () => {
  clearInterval(clock);
  keep();
  over.elements.next.value = location.pathname + location.search;
  over.submit();
};

const look = () => {
  const seconds = left();
  if (seconds <= 0) return end();
  dialog.querySelector("[data-left]").textContent = minutes.format(Math.ceil(seconds / 60));
  if (seconds > Number(dialog.dataset.warning)) dialog.close();
  else if (!dialog.open) dialog.showModal();
};

const stayIn = async () => {
  const answer = await fetch(stay.action, { method: "POST", body: new FormData(stay) });
  if (answer.redirected || !answer.ok) return end();
  renew((await answer.json()).seconds);
  look();
};

stay.addEventListener("submit", (event) => {
  event.preventDefault();
  stayIn();
});
dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  stayIn();
});
document.addEventListener("htmx:afterRequest", () => renew(Number(dialog.dataset.seconds)));
document.addEventListener("htmx:beforeSwap", ({ detail: { xhr } }) => {
  if (new URL(xhr.responseURL).pathname.endsWith("/session/ended/")) keep();
});

renew(Number(dialog.dataset.seconds));
const clock = setInterval(look, 1000);
