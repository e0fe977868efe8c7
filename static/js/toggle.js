import { keep } from "./typed.js";

document.querySelector("#toggle")?.addEventListener("click", keep);
