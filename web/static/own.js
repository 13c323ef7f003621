// A rule that the owner of the site puts beside the published ones: a pack in TOML, which index.html names in
// <meta name="huisuan-own" content="own.toml">. It is checked here by the engine that checks every pack; what it says is shown
// as the site's own, and where it says something wrong, everything else goes on.
const file = async (name, as) => {
  const response = await fetch(new URL(name, document.baseURI).href);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response[as]();
};

export const own = async (name, language) => {
  try {
    const { facts, lpr } = await file("data/index.json", "json");
    const [engine, pack, ...data] = await Promise.all([
      import(new URL("engine/huisuan.js", document.baseURI).href),
      file(name, "text"),
      file(`data/${facts}`, "json"),
      file(`data/${lpr}`, "json"),
    ]);
    await engine.default();
    return { document: engine.ownDocument(...data, pack, language) };
  } catch (error) {
    return { refused: (error.messages || [error.message || String(error)]).join("; ") };
  }
};
