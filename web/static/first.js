// Before anything is painted: whoever comes for a calculator sees the outline of its form first, not the overview.
if (/^#\/\w/.test(location.hash)) document.documentElement.setAttribute("data-first", "form");
