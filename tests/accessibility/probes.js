// Questions to a rendered page, put into it past its own policy.
window.probes = (() => {
  const TEXT = 1; // pixels by which a letter may stand out of its box
  const LIVELY = 0.01; // seconds: a movement that nobody sees
  let shift = 0;
  const add = (entries) => {
    for (const entry of entries) if (!entry.hadRecentInput) shift += entry.value;
  };
  const shifts = new PerformanceObserver((list) => add(list.getEntries()));
  shifts.observe({ type: "layout-shift", buffered: true });

  const frame = () => new Promise(requestAnimationFrame);
  const all = () => [...document.body.querySelectorAll("*")];
  const said = (element) => {
    const name = element.localName + (element.id ? `#${element.id}` : "");
    const classes = [...element.classList].map((one) => `.${one}`).join("");
    return `${name}${classes} “${element.textContent.trim().slice(0, 40)}”`;
  };

  const scrolls = (element) => {
    const parent = element.parentElement?.closest("*");
    if (!parent || parent === document.body) return false;
    return getComputedStyle(parent).overflowX !== "visible" || scrolls(parent);
  };
  const overflow = () => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = all().filter((one) => one.getBoundingClientRect().right > clientWidth + 1);
    const inner = wide.filter((one) => !scrolls(one) && !wide.some((other) => one !== other && one.contains(other)));
    return [`${scrollWidth} px wide: ${inner.slice(0, 3).map(said).join(", ")}`];
  };

  const texts = function* () {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      const drawn = parentElement.closest("svg"); // its letters have no lines to lie in
      if (data.trim() && !drawn && parentElement.checkVisibility({ visibilityProperty: true })) yield walker.currentNode;
    }
  };
  const cuts = (box, style, { left, right, top, bottom }) => {
    const hides = (overflow) => ["hidden", "clip"].includes(overflow);
    const across = left < box.left - TEXT || right > box.right + TEXT;
    const along = top < box.top - TEXT || bottom > box.bottom + TEXT;
    return (hides(style.overflowX) && across) || (hides(style.overflowY) && along);
  };
  const hidden = (box) => box.width <= 1 || box.height <= 1; // for readers aloud alone
  const clipped = () => {
    const found = new Set();
    for (const text of texts()) {
      const range = document.createRange();
      range.selectNodeContents(text);
      const words = range.getBoundingClientRect();
      for (let one = text.parentElement; one !== document.body; one = one.parentElement) {
        const box = one.getBoundingClientRect();
        if (hidden(box)) break;
        if (cuts(box, getComputedStyle(one), words)) found.add(said(one));
      }
    }
    return [...found];
  };

  const spacing = new CSSStyleSheet();
  spacing.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }`);
  const space = (wide) => {
    document.adoptedStyleSheets = wide ? [spacing] : [];
  };

  const seconds = (value) => Math.max(...value.split(",").map(parseFloat));
  const moving = () =>
    all()
      .filter((one) => {
        const style = getComputedStyle(one);
        const animated = style.animationName !== "none" && seconds(style.animationDuration) > LIVELY;
        return animated || seconds(style.transitionDuration) > LIVELY;
      })
      .map(said);

  const sources = () =>
    performance
      .getEntriesByType("resource")
      .map((entry) => entry.name)
      .filter((name) => name.startsWith(location.origin) && /\.(css|m?js)(\?|$)/.test(name));
  const compressed = async (url) => {
    const { body } = await fetch(url);
    const bytes = await new Response(body.pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
    return bytes.byteLength;
  };

  const STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const CONTRAST = ["color-contrast", "color-contrast-enhanced"]; // AAA for text
  const line = ({ target, failureSummary }) => `${target.flat().join(" ")} (${failureSummary.split("\n")[1]?.trim()})`;
  const axed = async (options) => {
    const { violations } = await axe.run(document, { resultTypes: ["violations"], preload: false, ...options });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${line(node)}`));
  };

  return {
    axe: () => axed({ runOnly: STANDARD, rules: { "color-contrast-enhanced": { enabled: true } } }),
    contrast: () => axed({ runOnly: CONTRAST }),
    clipped,
    compressed,
    moving,
    overflow,
    sources,
    space,
    settled: () => document.fonts.ready.then(frame).then(frame),
    shift: () => {
      add(shifts.takeRecords());
      return shift;
    },
  };
})();
