// Shows what the calculators tell the page around them.
document.addEventListener("huisuan:result", ({ detail }) => {
  const list = document.getElementById("results");
  list.textContent = "";
  for (const { measure, status, kind, amount } of detail.filter((outcome) => outcome.amount)) {
    const line = document.createElement("li");
    line.textContent = [measure, status, kind, amount].join(" · ");
    list.append(line);
  }
});
