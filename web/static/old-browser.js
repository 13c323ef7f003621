// Run only by browsers that do not know modules, so it is written in the oldest dialect and never transpiled.
document.addEventListener("DOMContentLoaded", function () {
  document.getElementById("old-browser").removeAttribute("hidden");
});
