"use strict";
document.addEventListener("click", function (event) {
  var button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.open) {
    document.querySelectorAll("ol.messages > li > details").forEach(function (message) {
      message.open = button.dataset.open === "all"
        || button.dataset.open === "refused" && message.classList.contains("refused");
    });
  }
  if (button.dataset.copy) {
    var octets = document.getElementById(button.dataset.copy);
    var done = function () { button.textContent = "Copied"; };
    var select = function () {
      window.getSelection().selectAllChildren(octets);
      if (document.execCommand("copy")) done();
    };
    if (navigator.clipboard) navigator.clipboard.writeText(octets.textContent).then(done, select);
    else select();
  }
});
function openLinked() {
  var message = document.querySelector(location.hash.replace(/[^#\w]/g, "") || "#none");
  var details = message && message.querySelector("details");
  if (details) details.open = true;
}
addEventListener("hashchange", openLinked);
openLinked();
