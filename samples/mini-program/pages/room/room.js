// A live room: what is said, what is pinned, how many are there.
import { Rooms } from '../../lib/rooms.js';
import { signIn } from '../../utils/signin.js';
import { wxFetch, wxSocket } from '../../utils/wx.js';

// Lines kept on the page.
const MaxLines = 200;

Page({
  data: { title: '', state: 'connecting', audience: 0, likes: 0, pinned: null, lines: [], last: '', draft: '', refusal: '' },

  onLoad({ room }) {
    const { server, backend } = getApp().globalData;
    this.cards = [];
    this.rooms = new Rooms({
      url: server,
      token: () => signIn(backend),
      makeSocket: wxSocket,
      fetch: wxFetch,
      device: { class: 'mini-program' },
      onState: state => this.setData({ state }),
    });
    this.room = this.rooms.subscribe(room, {
      join: true,
      onSnapshot: snapshot => this.begin(snapshot),
      onEvent: event => this.hear(event),
      onError: error => this.setData({ refusal: error.message }),
    });
  },

  onUnload() {
    this.rooms.close();
  },

  onDraft({ detail }) {
    this.setData({ draft: detail.value });
  },

  async onSay({ detail }) {
    this.setData({ refusal: '' });
    try {
      await this.room.send({ text: detail.value });
      this.setData({ draft: '' });
    } catch (error) {
      this.setData({ refusal: error.retryAfter ? `Again in ${error.retryAfter} s` : error.message });
    }
  },

  begin({ title, audience, counters, cards }) {
    this.setData({ title, audience, likes: counters.likes, lines: [] });
    this.pin(cards);
  },

  hear({ seq, type, user, data }) {
    if (type === 'room.counters') this.setData({ audience: data.audience, likes: data.counters.likes });
    if (type === 'room.cards') this.pin(data);
    if (type === 'message' && data.type === 'text') this.add({ seq, user, text: data.text });
    if (type === 'gift') this.add({ seq, user, text: `gave ${data.count} × ${data.gift}` });
    if (type === 'message.recalled') this.setData({ lines: this.data.lines.filter(line => line.seq !== data.seq) });
  },

  add(line) {
    this.setData({ lines: [...this.data.lines, line].slice(-MaxLines), last: `line-${line.seq}` });
  },

  // An event has no cards where only another one was pinned.
  pin({ cards = this.cards, pinned }) {
    this.cards = cards;
    this.setData({ pinned: cards.find(card => card.id === pinned) || null });
  },
});
