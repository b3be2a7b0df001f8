"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const one = (id) => document.getElementById(id);

  // Language: words in markup are shown by the style, attributes and options are set here.
  const speak = (lang) => {
    root.dataset.lang = lang;
    root.lang = lang === "zh" ? "zh-CN" : "en";
    for (const element of all("[data-word]")) {
      for (const attribute of element.dataset.word.split(" ")) {
        if (attribute === "text") element.textContent = element.dataset[lang];
        else element.setAttribute(attribute, element.dataset[lang]);
      }
    }
  };
  const otherLanguage = () => speak(root.dataset.lang === "zh" ? "en" : "zh");
  one("language").addEventListener("click", otherLanguage);

  const list = one("items");
  if (!list) {
    document.addEventListener("keydown", (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.altKey && event.key.toLowerCase() === "l") otherLanguage();
    });
    return;
  }

  // Views
  const show = (view) => {
    root.dataset.view = view;
    for (const tab of all("[role=tab]")) {
      const chosen = tab.dataset.view === view;
      tab.setAttribute("aria-selected", chosen);
      tab.tabIndex = chosen ? 0 : -1;
    }
  };
  for (const tab of all("[role=tab]")) {
    tab.addEventListener("click", () => show(tab.dataset.view));
    tab.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      const next = all("[role=tab]").find((each) => each !== tab);
      show(next.dataset.view);
      next.focus();
      event.stopPropagation();
    });
  }

  // Elements of a place, by its name
  const at = new Map();
  for (const element of all("[data-at]")) {
    for (const name of element.dataset.at.split(" ")) {
      if (!at.has(name)) at.set(name, []);
      at.get(name).push(element);
    }
  }

  // A pane is scrolled so that its first marked element stands a third from the top.
  const bring = (element) => {
    const pane = element.closest(".scroll");
    const raw = element.closest("details.raw");
    if (raw) raw.open = true;
    // Its block is laid out for good; the others are estimates until a frame is drawn, so it is done again.
    const block = element.closest(".block, .table");
    if (block) block.classList.add("seen");
    const move = () => {
      const box = element.getBoundingClientRect();
      const frame = pane.getBoundingClientRect();
      pane.scrollTop += box.top - frame.top - frame.height / 3;
      // The labels stay at the left, over what is scrolled.
      const label = element.matches("td") ? element.parentElement.querySelector("th").offsetWidth : 0;
      if (box.right > frame.right || box.left < frame.left + label) {
        pane.scrollLeft += box.left - frame.left - label - (frame.width - label - box.width) / 2;
      }
      if (pane.scrollHeight > pane.clientHeight) return;
      element.scrollIntoView({ block: "center" });
    };
    const again = (times) => {
      move();
      if (times) requestAnimationFrame(() => again(times - 1));
    };
    again(3);
  };

  const clearMarks = () => {
    for (const element of all(".here")) element.classList.remove("here", "first");
  };
  const mark = (names) => {
    clearMarks();
    const first = new Map();
    for (const name of names) {
      for (const element of at.get(name) || []) {
        element.classList.add("here");
        const pane = element.closest(".scroll");
        if (!first.has(pane)) first.set(pane, element);
      }
    }
    for (const element of first.values()) {
      element.classList.add("first");
      bring(element);
    }
  };

  // A page's picture, cut to the surroundings of the evidence
  const crop = (button) => {
    const image = all("img.sheet-image").find((each) => each.dataset.page === button.dataset.page);
    if (!image) return null;
    const [x0, top, x1, bottom] = button.dataset.box.split(" ").map(Number);
    const width = image.width, height = image.height;
    const left = Math.max(0, Math.min((x0 / 1000) * width - 150, width - 460));
    const upper = Math.max(0, (top / 1000) * height - 42);
    const tall = Math.min((bottom - top) / 1000 * height + 84, 220);
    const made = document.createElement("figure");
    made.className = "crop";
    made.style.height = tall + "px";
    const copy = document.createElement("img");
    copy.src = image.src;
    copy.alt = "";
    copy.width = width;
    copy.height = height;
    copy.style.left = -left + "px";
    copy.style.top = -upper + "px";
    const box = document.createElement("i");
    box.style.left = (x0 / 1000) * width - left - 3 + "px";
    box.style.top = (top / 1000) * height - upper - 3 + "px";
    box.style.width = ((x1 - x0) / 1000) * width + 6 + "px";
    box.style.height = ((bottom - top) / 1000) * height + 6 + "px";
    const caption = document.createElement("span");
    caption.textContent = button.querySelector(".where").textContent === "" ? "" : "p. " + button.dataset.page;
    made.append(copy, box, caption);
    return made;
  };

  // Choosing an item
  const items = all(".item", list);
  let chosen = null;
  const choose = (item, focus = true) => {
    if (chosen) {
      chosen.classList.remove("on");
      chosen.querySelector(".choose").setAttribute("aria-expanded", "false");
    }
    chosen = item;
    if (!item) {
      clearMarks();
      return;
    }
    show("review");
    item.classList.add("on");
    const button = item.querySelector(".choose");
    button.setAttribute("aria-expanded", "true");
    const crops = item.querySelector(".crops");
    if (!crops.childElementCount) {
      const made = all(".go[data-box]", item).slice(0, 4).map(crop).filter(Boolean);
      crops.append(...made);
    }
    mark(item.dataset.places.split(" ").filter(Boolean));
    if (focus) button.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  };
  list.addEventListener("click", (event) => {
    const button = event.target.closest(".choose");
    if (!button) return;
    const item = button.closest(".item");
    choose(item === chosen ? null : item);
  });
  document.addEventListener("click", (event) => {
    const go = event.target.closest("[data-go]");
    if (go) {
      event.preventDefault();
      show("review");
      mark([go.dataset.go]);
      return;
    }
    const named = event.target.closest("[data-choose]");
    if (named) return choose(one(named.dataset.choose));
    const project = event.target.closest("[data-narrative].project");
    if (project) {
      show("review");
      one("project").value = project.dataset.narrative;
      filter();
      const block = document.querySelector('.block[data-narrative="' + project.dataset.narrative + '"]');
      if (block) bring(block.querySelector(".l-narrative") || block);
      return;
    }
    // A marked stretch or cell chooses what points at it, one after the other.
    const marked = event.target.closest("[data-items]");
    if (marked && String(getSelection()) === "") {
      const names = marked.dataset.items.split(" ");
      const next = (names.indexOf(chosen ? chosen.id : "") + 1) % names.length;
      const item = one(names[next]);
      if (item.hidden) clear();
      choose(item, false);
    }
  });

  // Filters
  const form = one("filters"), words = one("words"), rule = one("rule"), project = one("project");
  const tones = all(".tones .tone", form);
  const texts = new Map(items.map((item) => [item, item.textContent.toLowerCase()]));
  const filter = () => {
    const wanted = tones.filter((t) => t.getAttribute("aria-pressed") === "true").map((t) => t.dataset.tone);
    const typed = words.value.trim().toLowerCase();
    let shown = 0;
    for (const item of items) {
      const projects = item.dataset.projects.split(" ").filter(Boolean);
      const fits =
        (!wanted.length || wanted.includes(item.dataset.tone)) &&
        (!rule.value || item.dataset.rule === rule.value) &&
        (!project.value || (project.value === "-" ? !projects.length : projects.includes(project.value))) &&
        (!typed || texts.get(item).includes(typed));
      item.hidden = !fits;
      shown += fits;
    }
    for (const group of all(".group", list)) {
      const left = items.filter((item) => !item.hidden && item.classList.contains(group.dataset.kind)).length;
      group.querySelector("b").textContent = left;
      group.hidden = !left && items.length > 0;
    }
    one("shown").textContent = shown;
    one("nothing").hidden = shown > 0 || !items.length;
    one("clear").hidden = shown === items.length;
    if (chosen && chosen.hidden) choose(null);
  };
  const clear = () => {
    form.reset();
    for (const tone of tones) tone.setAttribute("aria-pressed", "false");
    filter();
  };
  for (const tone of tones) {
    tone.addEventListener("click", () => {
      tone.setAttribute("aria-pressed", tone.getAttribute("aria-pressed") !== "true");
      filter();
    });
  }
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  one("clear").addEventListener("click", (event) => {
    event.preventDefault();
    clear();
  });

  // Keyboard
  const step = (by) => {
    const visible = items.filter((item) => !item.hidden);
    if (!visible.length) return;
    const here = visible.indexOf(chosen);
    const next = here < 0 ? (by > 0 ? 0 : visible.length - 1) : Math.min(Math.max(here + by, 0), visible.length - 1);
    choose(visible[next]);
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      if (document.activeElement === words && words.value) clear();
      else if (chosen) {
        const button = chosen.querySelector(".choose");
        choose(null);
        button.focus();
      } else clear();
      return;
    }
    if (event.target.matches("input, select")) {
      // Left to itself, Enter would go on to press the button that gets the focus.
      if (event.target === words && (event.key === "ArrowDown" || event.key === "Enter")) {
        event.preventDefault();
        step(1);
      }
      return;
    }
    const within = event.target.closest("#items") || event.target === document.body;
    if (event.key === "j" || (event.key === "ArrowDown" && within)) step(1);
    else if (event.key === "k" || (event.key === "ArrowUp" && within)) step(-1);
    else if (event.key === "/") words.focus();
    else if (event.key === "1") show("review");
    else if (event.key === "2") show("projects");
    else if (event.key === "l" || event.key === "L") otherLanguage();
    else return;
    event.preventDefault();
  });

  // A link to an item opens it.
  const linked = location.hash && one(location.hash.slice(1));
  if (linked && linked.classList.contains("item")) choose(linked);
})();
