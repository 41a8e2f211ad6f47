// The little of a browser that modules touch when they are loaded; what draws is tested in Chromium.
Object.assign(globalThis, {
  location: { hash: "", href: "https://relay.example/" },
  addEventListener: () => undefined,
  navigator: { languages: ["en"] },
});
