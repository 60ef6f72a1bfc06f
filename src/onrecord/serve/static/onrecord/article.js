// Lights up the words of the entry that the address names: #e45 and #i45 both mean entry 45.
// Without this script the entry's number is still marked, by the style sheet alone.
(function () {
  "use strict";
  function light() {
    document.querySelectorAll(".lit").forEach(function (one) { one.classList.remove("lit"); });
    var found = /^#[ei](\d+)$/.exec(location.hash);
    if (!found) { return; }
    document.querySelectorAll(".x" + found[1]).forEach(function (one) {
      one.classList.add("lit");
    });
  }
  addEventListener("hashchange", light);
  light();
})();
