// Where things are. A mini program may only ask hosts that its owner has entered as request and socket domains, over TLS.
App({
  globalData: { server: 'https://rooms.example.com', backend: 'https://shop.example.com' },
});
