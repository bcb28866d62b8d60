/* SPDX-License-Identifier: Apache-2.0 - the page is whole without this: it sorts, filters and opens */
(function () {
  "use strict";
  var d = document, say = d.body.dataset;

  function all(selector, inside) {
    return Array.prototype.slice.call((inside || d).querySelectorAll(selector));
  }

  /* What a link leads to is opened. */
  function reveal() {
    var id = location.hash.slice(1), target = id && d.getElementById(decodeURIComponent(id));
    for (var e = target; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
    if (target) target.scrollIntoView();
  }
  addEventListener("hashchange", reveal);
  reveal();

  /* Tables that may be sorted: from much to little, from little to much, and as they were. */
  function value(row, i) {
    var text = row.cells[i].textContent.trim().replace(/[\u202f\u00a0%]/g, "").replace("\u2212", "-");
    var n = parseFloat(text.replace(",", "."));
    return isNaN(n) ? text.toLowerCase() : n;
  }
  function compare(a, b) {
    return typeof a !== typeof b ? (typeof a === "number" ? 1 : -1) : a < b ? -1 : a > b ? 1 : 0;
  }
  all("table.sort").forEach(function (table) {
    var body = table.tBodies[0], rows = all("tr", body), heads = all("thead th", table);
    heads.forEach(function (th, i) {
      if (th.classList.contains("bars")) return;
      var button = d.createElement("button");
      button.type = "button";
      button.title = say.sort;
      while (th.firstChild) button.appendChild(th.firstChild);
      th.appendChild(button);
      button.addEventListener("click", function () {
        var was = th.getAttribute("aria-sort"), sorted = rows.slice();
        var now = !was ? "descending" : was === "descending" ? "ascending" : "";
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        if (now) {
          th.setAttribute("aria-sort", now);
          sorted.sort(function (x, y) {
            var c = compare(value(x, i), value(y, i));
            return now === "ascending" ? c : -c;
          });
        }
        sorted.forEach(function (row) { body.appendChild(row); });
      });
    });
  });

  /* Lists that may be filtered. */
  all("[data-filter]").forEach(function (list) {
    var p = d.createElement("p"), label = d.createElement("label"), input = d.createElement("input"), timer;
    p.className = "filter";
    input.type = "search";
    label.appendChild(d.createTextNode(say.show + " "));
    label.appendChild(input);
    p.appendChild(label);
    var before = list.tagName === "TBODY" ? list.closest(".scroll") : list;
    before.parentNode.insertBefore(p, before);
    input.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(function () {
        var want = input.value.toLowerCase();
        Array.prototype.forEach.call(list.children, function (e) {
          e.hidden = e.textContent.toLowerCase().indexOf(want) < 0;
        });
      }, 150);
    });
  });
})();
