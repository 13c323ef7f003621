const { address, version } = require("../../config.js");

Page({
  data: { address: "" },
  onLoad({ id }) {
    // A query before the fragment: a change of the fragment alone loads nothing anew.
    this.setData({ address: `${address}?v=${version}#/${/^[a-z]+$/.test(id) ? id : ""}` });
  },
});
