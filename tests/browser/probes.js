/* What the browser tests measure on a page. Each function returns what is wrong, in words. */
(() => {
  const name = (element) => {
    const words = (element.getAttribute("aria-label") || element.innerText || element.value || "").trim();
    const kind = element.tagName.toLowerCase() + (element.className && element.className.baseVal === undefined ? "." + element.className.trim().replace(/\s+/g, ".") : "");
    return `${kind} “${words.slice(0, 40)}”`;
  };
  const shows = (element) => {
    const style = getComputedStyle(element);
    return element.checkVisibility({ contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true })
      && style.clipPath === "none" && element.getClientRects().length > 0
      && !element.closest(".visually-hidden, .skip-link");
  };
  const box = (element) => {
    /* What can be hit: the label of a control as well, and the area that a row's link covers. */
    const label = element.labels && element.labels[0];
    const boxes = [element, label].filter(Boolean).map((one) => one.getBoundingClientRect());
    const after = getComputedStyle(element, "::after");
    if (after.content !== "none" && after.position === "absolute") {
      const row = element.offsetParent && element.closest(".task");
      if (row) boxes.push(row.getBoundingClientRect());
    }
    return { width: Math.max(...boxes.map((b) => b.width)), height: Math.max(...boxes.map((b) => b.height)) };
  };
  const TARGETS = "a[href], button, summary, input:not([type=hidden]), select, textarea, label.choice, label.state";
  const PRIMARY = ".button, .choice, .state, .chip, .input, .site-menu > summary, .lang > summary, .more > summary, .site-menu__link, .site-tools__link, .pages a, .back";
  const inSentence = (element) => {
    if (element.tagName !== "A" || getComputedStyle(element).display !== "inline") return false;
    const parent = element.closest("p, li, dd, dt, td, h1, h2, h3, blockquote, figcaption, span");
    return parent && parent.textContent.trim().length > element.textContent.trim().length;
  };

  window.probes = {
    /* Sideways scrolling. */
    sideways() {
      const root = document.documentElement;
      if (root.scrollWidth <= root.clientWidth) return [];
      const wide = [...document.body.querySelectorAll("*")].filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return right > root.clientWidth + 1 || left < -1;
      });
      return [`${root.scrollWidth} in ${root.clientWidth}`, ...wide.slice(0, 5).map(name)];
    },

    /* Targets that are too small to hit (2.5.8), and the page's main ones (44 pixels). */
    small() {
      return [...document.querySelectorAll(TARGETS)].filter(shows).flatMap((element) => {
        const { width, height } = box(element);
        const least = element.matches(PRIMARY) ? 44 : 24;
        if (inSentence(element) && least === 24) return [];
        return Math.round(Math.min(width, height)) >= least ? [] : [`${name(element)} ${Math.round(width)}×${Math.round(height)}, wanted ${least}`];
      });
    },

    /* Text that is cut off, or that sticks out of what it stands in. */
    cut() {
      return [...document.body.querySelectorAll("*")].filter(shows).flatMap((element) => {
        if (element.closest("svg") || !element.textContent.trim()) return [];
        const style = getComputedStyle(element);
        if (style.display === "inline" || style.display === "contents") return [];
        const hides = style.overflowX !== "visible" || style.overflowY !== "visible";
        const framed = style.borderTopWidth !== "0px" || style.backgroundColor !== "rgba(0, 0, 0, 0)";
        if (!hides && !framed) return [];
        const wide = element.scrollWidth - element.clientWidth, high = element.scrollHeight - element.clientHeight;
        return wide > 2 || (high > 2 && (hides || element.matches(".button, .tag, .chip, .state, .choice, .due")))
          ? [`${name(element)} by ${wide}×${high}`] : [];
      });
    },

    /* Controls whose edge is lost when the reader's own colours replace ours. */
    unbordered() {
      const controls = ".button, button, input:not([type=hidden]), select, textarea, .choice, .state, .chip";
      return [...document.querySelectorAll(controls)].filter(shows).flatMap((element) => {
        if (element.matches("[type=radio], [type=checkbox], .button--quiet")) return [];
        const style = getComputedStyle(element);
        const edge = parseFloat(style.borderBlockStartWidth) > 0 && style.borderBlockStartStyle !== "none";
        return edge && style.borderBlockStartColor !== style.backgroundColor ? [] : [name(element)];
      });
    },

    /* What still moves. */
    moving() {
      const moves = [...document.querySelectorAll("*")].filter((element) => {
        const style = getComputedStyle(element);
        return style.transitionDuration.split(", ").some((time) => time !== "0s")
          || style.animationName !== "none" || style.scrollBehavior === "smooth";
      });
      return moves.slice(0, 5).map(name);
    },

    /* Lets the reader's spacing of text (1.4.12) into the page. */
    space() {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }");
      document.adoptedStyleSheets.push(sheet);
    },
    unspace() { document.adoptedStyleSheets = []; },

    /* Turns the page as a language from right to left does. */
    turn() { document.documentElement.dir = "rtl"; document.documentElement.lang = "ar"; },

    /* What has the focus, whether that can be seen, and whether something lies on it (2.4.11). */
    focus() {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element);
      const after = getComputedStyle(element, "::after");
      const ring = (one) => one.outlineStyle !== "none" && parseFloat(one.outlineWidth) >= 2;
      const inside = element.matches("input[type=radio], input[type=checkbox]") && element.closest("label") || element;
      const boxes = [...inside.getClientRects()];
      const root = document.documentElement;
      const seen = boxes.some(({ left, right, top, bottom }) => {
        const x = [left + 2, (left + right) / 2, right - 2], y = [top + 2, (top + bottom) / 2, bottom - 2];
        return x.some((at) => y.some((down) => {
          if (at < 0 || down < 0 || at >= root.clientWidth || down >= innerHeight) return false;
          const hit = document.elementFromPoint(at, down);
          return hit && (inside.contains(hit) || hit.contains(element) && element.tagName === "A" && hit.closest("a") === element || hit === inside);
        }));
      });
      return {
        name: name(element),
        place: [...document.querySelectorAll("*")].indexOf(element),
        ringed: ring(style) || ring(after),
        seen,
      };
    },
    /* Everything that the Tab key should reach, counted as the browser does: a group of radios once. */
    reachable() {
      const all = [...document.querySelectorAll("a[href], button, summary, input:not([type=hidden]), select, textarea")];
      const groups = new Set();
      return all.filter((element) => {
        const hidden = !element.checkVisibility({ visibilityProperty: true });
        if (hidden || element.disabled || element.tabIndex < 0) return false;
        if (element.type !== "radio") return true;
        const group = (element.form ? element.form.id || "form" : "") + element.name;
        return !groups.has(group) && groups.add(group);
      }).length;
    },

    /* What HTML_CodeSniffer calls an error. */
    sniff() {
      return new Promise((resolve, reject) => HTMLCS.process("WCAG2AA", document, () => resolve(
        HTMLCS.getMessages().filter((message) => message.type === HTMLCS.ERROR)
          .map((message) => ({ rule: message.code, says: message.msg, place: name(message.element) })),
      ), reject));
    },
  };
})();
