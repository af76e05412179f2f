// wsload: up to 16,000 WebSocket clients of one room in one process, with the publishers that feed it.
//
//   wsload -s rooms|nchan|signalr -a 127.0.0.1:port -u /path [-n clients] [-c connects at once] [-k publishers] [-P pid] [-b text bytes]
//          rooms:            -r room -t FILE   one token a line: the first is the publishers', the others the clients' in turn
//          nchan, signalr:   -w /path          where a message is posted
//
// Commands on stdin, one a line; each is answered by one line of JSON on stdout:
//   open SECONDS               connects everybody; done when all are subscribed, or after so many seconds
//   run RATE WARM SECONDS      publishes RATE messages a second (0: none), first WARM seconds for nothing; a phase begins and ends in
//                              silence, so that what was delivered can be compared with what was accepted, message by message
//   reopen SEQ SECONDS PID     rooms only, after the server was started anew: everybody connects again, each after the last number it has;
//                              done when all have reached SEQ
//   quit
//
// A message is a text of -b bytes that begins with the monotonic clock; every n-th client reads it. In the dialect of rooms every client checks
// every number. The server's CPU time is read over the same window. Clients come from 512 addresses of 127.0.0.0/8. Loopback only.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { ROOMS, NCHAN, SIGNALR };
enum { IDLE, CONNECTING, UPGRADING, GREETING, READY };          // GREETING: upgraded, not subscribed yet
enum { TEXT = 1, CLOSE = 8, PING = 9, PONG = 10 };
enum { ADDRESSES = 512, WATCHED = 100, IN_FLIGHT = 32, MAX_SAMPLES = 1 << 22 };
#define STAMP "stamp:"
static const double QUIET = 1.5, DRAIN = 20, RETRY = 0.2;     // QUIET: more than the longest tick of a room

typedef struct {
    int fd, number; uint8_t state, publisher, watched, post;
    uint8_t *rest; size_t rest_bytes;                           // what came of a frame that is not complete
    uint64_t seq, messages; int in_flight;
    double tried, ready, at, gap;                               // at: the last message's arrival, of a watched client
} Conn;

static struct {
    int dialect, clients, at_once, publishers, pid, text_bytes; char host[64]; int port; const char *path, *post, *room, *tokens;
} o = { .clients = 1000, .at_once = 200, .publishers = 8, .text_bytes = 100, .path = "/", .room = "bench" };
static Conn *conns; static char **tokens; static int token_count, ep, connecting, ready, publishing, total; static struct sockaddr_in server;
static uint64_t accepted, refused, asked, delivered, lost, doubled, skipped, gaps, cuts, refusals_of_connects, bytes_in; static uint64_t target;
static uint32_t *samples; static size_t sample_count; static double last_delivery; static int measuring;
static char reason[200];                                        // the first thing that went wrong

static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + t.tv_nsec * 1e-9; }
static double cpu(void) {
    clockid_t clock; struct timespec t;
    return o.pid && !clock_getcpuclockid(o.pid, &clock) && !clock_gettime(clock, &t) ? t.tv_sec + t.tv_nsec * 1e-9 : 0;
}
static double own_cpu(void) {
    struct rusage r; getrusage(RUSAGE_SELF, &r);
    return r.ru_utime.tv_sec + r.ru_stime.tv_sec + (r.ru_utime.tv_usec + r.ru_stime.tv_usec) * 1e-6;
}
static void fault(const char *what, const void *text, size_t n) {
    if (reason[0]) return;
    int k = snprintf(reason, sizeof reason, "%s: ", what);
    for (size_t i = 0; i < n && k < (int)sizeof reason - 1; i++) { char ch = ((const char *)text)[i]; reason[k++] = ch < ' ' || ch == '"' || ch == '\\' ? '\'' : ch; }
    reason[k] = 0;
}

// --- a connection's life ---------------------------------------------------------------------
static void drop(Conn *c) {
    if (c->state == READY) { if (c->publisher) publishing--; else ready--; }
    if (c->state == READY) cuts++; else if (c->state != IDLE) { connecting--; refusals_of_connects++; }
    if (c->state != IDLE) close(c->fd);
    free(c->rest); c->rest = NULL; c->rest_bytes = 0; c->state = IDLE; c->in_flight = 0;
}
static void become_ready(Conn *c, double at) {
    if (c->state == READY) return;
    c->state = READY; c->ready = at; connecting--;
    if (c->publisher) publishing++; else ready++;
}
static void put(Conn *c, const void *data, size_t n) {
    if (send(c->fd, data, n, MSG_NOSIGNAL) == (ssize_t)n) return;
    fault("send", strerror(errno), strlen(strerror(errno))); drop(c);
}
static void put_frame(Conn *c, int opcode, const char *data, int n) {
    uint8_t b[8192], *p = b; *p++ = 0x80 | opcode;
    if (n < 126) *p++ = 0x80 | n; else { *p++ = 0x80 | 126; *p++ = n >> 8; *p++ = n; }
    memset(p, 0, 4); p += 4; memcpy(p, data, n); put(c, b, p + n - b);          // a mask of zeros: RFC 6455 5.3 asks for one, not for which
}
static void dial(Conn *c, double at) {
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0); if (c->fd < 0) { perror("socket"); exit(1); }
    c->tried = at; c->state = CONNECTING; connecting++;
    int on = 1; setsockopt(c->fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on); setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    int a = c->number % ADDRESSES; struct sockaddr_in from = { AF_INET, 0, { htonl(0x7f010001 + (a / 250 << 8) + a % 250) }, { 0 } };
    if (bind(c->fd, (void *)&from, sizeof from)) { perror("bind"); exit(1); }
    if (connect(c->fd, (void *)&server, sizeof server) && errno != EINPROGRESS) { drop(c); return; }
    struct epoll_event e = { EPOLLIN | EPOLLOUT, { .ptr = c } }; epoll_ctl(ep, EPOLL_CTL_ADD, c->fd, &e);
}
static void on_connected(Conn *c, double at) {
    struct epoll_event e = { EPOLLIN, { .ptr = c } }; epoll_ctl(ep, EPOLL_CTL_MOD, c->fd, &e);
    int err = 0; socklen_t l = sizeof err; getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &err, &l); if (err) { drop(c); return; }
    if (c->post) { become_ready(c, at); return; }
    char r[512]; int n = snprintf(r, sizeof r, "GET %s HTTP/1.1\r\nHost: %s:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        "Sec-WebSocket-Version: 13\r\n%s\r\n", o.path, o.host, o.port, o.dialect == ROOMS ? "Sec-WebSocket-Protocol: rooms.v1.json\r\n" : "");
    c->state = UPGRADING; put(c, r, n);
}
static void greet(Conn *c, double at) {
    char b[4096]; int n;
    c->state = GREETING;
    if (o.dialect == NCHAN) { become_ready(c, at); return; }                    // the subscription is the URL
    const char *token = token_count ? tokens[c->publisher || token_count == 1 ? 0 : 1 + c->number % (token_count - 1)] : "";
    if (o.dialect == SIGNALR) n = snprintf(b, sizeof b, "{\"protocol\":\"json\",\"version\":1}\x1e");
    else if (c->publisher) n = snprintf(b, sizeof b, "{\"op\":\"hello\",\"token\":\"%s\"}", token);
    else n = snprintf(b, sizeof b, "{\"op\":\"hello\",\"token\":\"%s\",\"subscribe\":[{\"room\":\"%s\",\"after\":%llu}]}", token, o.room, (unsigned long long)c->seq);
    put_frame(c, TEXT, b, n);
}

// --- what comes in ---------------------------------------------------------------------------
static int begins(const uint8_t *b, size_t n, const char *with) { size_t k = strlen(with); return n >= k && !memcmp(b, with, k); }
static uint64_t number_after(const uint8_t *b, size_t n, const char *name) {
    const uint8_t *p = memmem(b, n, name, strlen(name)), *end = b + n; uint64_t v = 0;
    if (p) for (p += strlen(name); p < end && *p >= '0' && *p <= '9'; p++) v = v * 10 + (*p - '0');
    return v;
}
static void on_message(Conn *c, const uint8_t *b, size_t n, double at) {
    c->messages++; delivered++; last_delivery = at;
    if (!c->watched || !measuring) return;
    uint64_t sent = number_after(b, n, STAMP);
    if (sent && sample_count < MAX_SAMPLES) samples[sample_count++] = (at * 1e9 - sent) / 1e3;
    if (c->at && at - c->at > c->gap) c->gap = at - c->at;
    c->at = at;
}
static void advance(Conn *c, uint64_t seq, double at) { c->seq = seq; if (target && seq >= target) become_ready(c, at); }
static void on_rooms(Conn *c, const uint8_t *b, size_t n, double at) {
    size_t head = n < 200 ? n : 200;                            // names come before texts
    if (begins(b, n, "{\"op\":\"event\"")) {
        uint64_t seq = number_after(b, head, "\"seq\":");
        if (c->seq && seq <= c->seq) doubled++; else if (c->seq && seq != c->seq + 1) lost += seq - c->seq - 1;
        advance(c, seq, at);
        if (memmem(b, n, STAMP, sizeof STAMP - 1)) on_message(c, b, n, at);
    } else if (begins(b, n, "{\"op\":\"sent\"")) { accepted++; c->in_flight--; }
    else if (begins(b, n, "{\"op\":\"error\"")) { fault("error", b, n); if (c->publisher && c->state == READY) { refused++; c->in_flight--; } else drop(c); }
    else if (begins(b, n, "{\"op\":\"welcome\"")) { if (c->publisher) become_ready(c, at); else if (target && c->seq >= target) become_ready(c, at); }
    else if (begins(b, n, "{\"op\":\"snapshot\"")) {
        uint64_t seq = number_after(b, head, "\"seq\":"); if (seq > c->seq) c->seq = seq;
        if (!target || c->seq >= target) become_ready(c, at);
    }
    else if (begins(b, n, "{\"op\":\"skipped\"")) { skipped++; advance(c, number_after(b, head, "\"to\":"), at); }
    else if (begins(b, n, "{\"op\":\"gap\"")) { gaps++; advance(c, number_after(b, head, "\"to\":"), at); }
}
static void on_signalr(Conn *c, const uint8_t *b, size_t n, double at) {
    for (const uint8_t *end; n && (end = memchr(b, 0x1e, n)); n -= end + 1 - b, b = end + 1) {
        if (c->state == GREETING) { if (end - b == 2) become_ready(c, at); else { fault("handshake", b, end - b); drop(c); return; } }
        else if (begins(b, n, "{\"type\":1,")) on_message(c, b, end - b, at);
    }
}
static void on_frame(Conn *c, int opcode, const uint8_t *b, size_t n, double at) {
    if (opcode == PING) put_frame(c, PONG, (const char *)b, n < 126 ? n : 125);
    else if (opcode == CLOSE) { fault("closed", b + 2, n > 2 ? n - 2 : 0); drop(c); }
    else if (opcode != TEXT) return;
    else if (o.dialect == ROOMS) on_rooms(c, b, n, at);
    else if (o.dialect == SIGNALR) on_signalr(c, b, n, at);
    else on_message(c, b, n, at);
}
// Each of these takes what is complete and answers how much that was.
static size_t take_frames(Conn *c, const uint8_t *b, size_t n, double at) {
    size_t used = 0;
    while (c->state >= GREETING && n - used >= 2) {
        const uint8_t *p = b + used; size_t length = p[1] & 127, head = length == 126 ? 4 : length == 127 ? 10 : 2;
        if (n - used < head) break;
        if (length == 126) length = p[2] << 8 | p[3];
        else if (length == 127) { length = 0; for (int i = 2; i < 10; i++) length = length << 8 | p[i]; }
        if (length > n - used - head) break;
        used += head + length; on_frame(c, p[0] & 15, p + head, length, at);
    }
    return used;
}
static size_t take_answers(Conn *c, const uint8_t *b, size_t n) {
    const uint8_t *end = memmem(b, n, "\r\n\r\n", 4); if (!end) return 0;
    size_t head = end + 4 - b, body = number_after(b, head, "Content-Length: ");
    if (head + body > n) return 0;
    if (b[9] == '2') accepted++; else { refused++; fault("post", b, 40); }
    c->in_flight--;
    return head + body;
}
static size_t take_upgrade(Conn *c, const uint8_t *b, size_t n, double at) {
    const uint8_t *end = memmem(b, n, "\r\n\r\n", 4); if (!end) return 0;
    if (memcmp(b + 9, "101", 3)) { fault("upgrade", b, 60); drop(c); return n; }
    greet(c, at);
    return end + 4 - b;
}
static uint8_t buffer[1 << 20];
static void on_readable(Conn *c) {
    size_t n = c->rest_bytes; if (n) memcpy(buffer, c->rest, n);
    ssize_t k = recv(c->fd, buffer + n, sizeof buffer - n, MSG_DONTWAIT);
    if (k <= 0) { if (k == 0 || (errno != EAGAIN && errno != EINTR)) drop(c); return; }
    double at = now(); size_t used = 0; n += k; bytes_in += k;
    if (c->post) used = take_answers(c, buffer, n);
    else {
        if (c->state == UPGRADING) used = take_upgrade(c, buffer, n, at);
        if (c->state >= GREETING) used += take_frames(c, buffer + used, n - used, at);
    }
    if (c->state == IDLE) return;
    if (n - used == sizeof buffer) { fault("frame over 1 MiB", "", 0); drop(c); return; }
    if (n - used > c->rest_bytes || (n == used && c->rest)) c->rest = realloc(c->rest, n - used ? n - used : 1);
    c->rest_bytes = n - used; if (c->rest_bytes) memcpy(c->rest, buffer + used, c->rest_bytes); else { free(c->rest); c->rest = NULL; }
}
static void poll_once(int milliseconds) {
    static struct epoll_event ev[1024]; int n = epoll_wait(ep, ev, 1024, milliseconds);
    for (int i = 0; i < n; i++) {
        Conn *c = ev[i].data.ptr;
        if (c->state == CONNECTING && ev[i].events & (EPOLLOUT | EPOLLERR | EPOLLHUP)) on_connected(c, now());
        else if (c->state != IDLE) on_readable(c);
    }
}

// --- publishing --------------------------------------------------------------------------------
static void publish(Conn *c) {
    char text[4096], b[8192]; struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t);
    int n = snprintf(text, sizeof text, STAMP "%lld%09ld ", (long long)t.tv_sec, t.tv_nsec);
    while (n < o.text_bytes) { text[n] = 'a' + n % 26; n++; }
    text[n] = 0; c->in_flight++; asked++;
    if (c->post) put(c, b, snprintf(b, sizeof b, "POST %s HTTP/1.1\r\nHost: %s:%d\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s", o.post, o.host, o.port, n, text));
    // The id is the time too: one that was there before would be no new message.
    else put_frame(c, TEXT, b, snprintf(b, sizeof b, "{\"op\":\"send\",\"id\":\"%lld%09ld\",\"room\":\"%s\",\"type\":\"text\",\"text\":\"%s\"}", (long long)t.tv_sec, t.tv_nsec, o.room, text));
}
static Conn *free_publisher(void) {
    static int next;
    for (int i = 0; i < o.publishers; i++) {
        Conn *c = &conns[o.clients + next++ % o.publishers];
        if (c->state == READY && c->in_flight < (c->post ? 1 : IN_FLIGHT)) return c;
    }
    return NULL;
}
static double publish_for(double rate, double seconds) {         // answers how many were due
    double start = now(), due = 0; uint64_t sent = 0;
    for (double t; (t = now()) - start < seconds; ) {
        due = (t - start) * rate; Conn *c;
        while (sent < due && (c = free_publisher())) { publish(c); sent++; }
        poll_once(1);
    }
    return due;
}
static double drain(void) {                                      // until nothing has come for a while; answers how long the last took
    double start = now(), t = start;
    last_delivery = start;
    while ((t = now()) - start < DRAIN && t - last_delivery < QUIET) poll_once(5);
    return last_delivery - start;
}

// --- commands ------------------------------------------------------------------------------------
static int by_value(const void *a, const void *b) { uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b; return x < y ? -1 : x > y; }
static double percentile(double p) { return sample_count ? samples[(size_t)(p * (sample_count - 1))] / 1e3 : 0; }
static void connect_all(double start, double seconds) {
    for (double t; (t = now()) - start < seconds && (ready < o.clients || publishing < o.publishers || connecting); ) {
        for (int i = 0, all = o.clients + o.publishers; i < all && connecting < o.at_once; i++)
            if (conns[i].state == IDLE && t - conns[i].tried > RETRY) dial(&conns[i], t);
        poll_once(2);
    }
}
static void print_connected(const char *what, double start) {
    size_t n = 0; double took = now() - start;
    for (int i = 0; i < o.clients && n < MAX_SAMPLES; i++) if (conns[i].state == READY) samples[n++] = conns[i].ready > start ? (conns[i].ready - start) * 1e6 : 0;
    qsort(samples, sample_count = n, sizeof *samples, by_value);
    printf("{\"%s\":%d,\"of\":%d,\"seconds\":%.3f,\"ready_s_p50\":%.3f,\"ready_s_p99\":%.3f,\"ready_s_max\":%.3f,\"refused\":%llu,\"lost\":%llu,\"doubled\":%llu,\"gaps\":%llu,\"fault\":\"%s\"}\n",
        what, ready, o.clients, took, percentile(.5) / 1e3, percentile(.99) / 1e3, percentile(1) / 1e3, (unsigned long long)refusals_of_connects,
        (unsigned long long)lost, (unsigned long long)doubled, (unsigned long long)gaps, reason);
}
static void open_all(double seconds) {
    double start = now();
    target = 0; refusals_of_connects = 0; connect_all(start, seconds); print_connected("open", start);
}
static void reopen(uint64_t seq, double seconds) {
    // Whoever did not hear of the server's end hears of it now.
    for (int i = 0; i < o.clients + o.publishers; i++) { if (conns[i].state != IDLE) drop(&conns[i]); conns[i].tried = 0; }
    double start = now();
    target = seq; refusals_of_connects = lost = doubled = gaps = 0; reason[0] = 0; connect_all(start, seconds); print_connected("reopen", start); target = 0;
}
static void run(double rate, double warm, double seconds) {
    int open_before = ready; double due, late;
    if (warm > 0) { publish_for(rate, warm); drain(); }
    accepted = refused = asked = delivered = lost = doubled = skipped = gaps = cuts = bytes_in = sample_count = 0; reason[0] = 0;
    for (int i = 0; i < o.clients; i++) { conns[i].messages = 0; conns[i].at = conns[i].gap = 0; }
    measuring = 1; double start = now(), cpu0 = cpu(), own0 = own_cpu();
    due = publish_for(rate, seconds); double published = now() - start;
    late = rate > 0 ? drain() : 0; double took = published + late, used = cpu() - cpu0, own = own_cpu() - own0; measuring = 0;
    uint64_t least = ~0ull; double gap = 0;
    for (int i = 0; i < o.clients; i++) { if (conns[i].messages < least) least = conns[i].messages; if (conns[i].gap > gap) gap = conns[i].gap; }
    qsort(samples, sample_count, sizeof *samples, by_value);
    printf("{\"run\":%d,\"open\":%d,\"cut\":%llu,\"rate\":%.0f,\"seconds\":%.3f,\"drain_s\":%.3f,\"due\":%.0f,\"asked\":%llu,\"accepted\":%llu,\"refused\":%llu,\"offered\":%llu,\"delivered\":%llu,"
           "\"least\":%llu,\"lost\":%llu,\"doubled\":%llu,\"skipped\":%llu,\"gaps\":%llu,\"bytes\":%llu,\"cpu_s\":%.4f,\"core_pct\":%.1f,\"load_pct\":%.1f,\"us\":%.4f,\"samples\":%zu,"
           "\"p50_ms\":%.2f,\"p99_ms\":%.2f,\"p999_ms\":%.2f,\"max_ms\":%.2f,\"gap_ms\":%.1f,\"fault\":\"%s\"}\n",
        open_before, ready, (unsigned long long)cuts, rate, took, late, due, (unsigned long long)asked, (unsigned long long)accepted, (unsigned long long)refused,
        (unsigned long long)accepted * open_before, (unsigned long long)delivered, (unsigned long long)least, (unsigned long long)lost, (unsigned long long)doubled, (unsigned long long)skipped,
        (unsigned long long)gaps, (unsigned long long)bytes_in, used, used / took * 100, own / took * 100, delivered ? used / delivered * 1e6 : 0, sample_count,
        percentile(.5), percentile(.99), percentile(.999), percentile(1), gap * 1e3, reason);
}
static void read_tokens(const char *file) {
    FILE *f = fopen(file, "r"); char *line = NULL; size_t room = 0; ssize_t n; if (!f) { perror(file); exit(2); }
    while ((n = getline(&line, &room, f)) > 0) {
        if (line[n - 1] == '\n') line[n - 1] = 0;
        tokens = realloc(tokens, (token_count + 1) * sizeof *tokens); tokens[token_count++] = strdup(line);
    }
    free(line); fclose(f);
}
static void allocate(void) {
    struct rlimit files = { 65536, 65536 }; setrlimit(RLIMIT_NOFILE, &files);
    total = o.clients + o.publishers; conns = calloc(total, sizeof *conns); samples = malloc(MAX_SAMPLES * sizeof *samples); ep = epoll_create1(0);
    int every = o.clients > WATCHED ? o.clients / WATCHED : 1;
    for (int i = 0; i < total; i++) { conns[i].number = i; conns[i].watched = i % every == 0; conns[i].publisher = i >= o.clients; conns[i].post = i >= o.clients && o.dialect != ROOMS; }
}
int main(int argc, char **argv) {
    int option; char line[256]; double a, b, c; unsigned long long seq;
    while ((option = getopt(argc, argv, "s:a:u:w:n:c:k:P:b:r:t:")) != -1) switch (option) {
        case 's': o.dialect = !strcmp(optarg, "rooms") ? ROOMS : !strcmp(optarg, "nchan") ? NCHAN : SIGNALR; break;
        case 'a': if (sscanf(optarg, "%63[0-9.]:%d", o.host, &o.port) != 2 || strncmp(o.host, "127.", 4)) return 2; break;
        case 'u': o.path = optarg; break; case 'w': o.post = optarg; break;
        case 'n': o.clients = atoi(optarg); break; case 'c': o.at_once = atoi(optarg); break;
        case 'k': o.publishers = atoi(optarg); break; case 'P': o.pid = atoi(optarg); break;
        case 'b': o.text_bytes = atoi(optarg); break; case 'r': o.room = optarg; break; case 't': o.tokens = optarg; break;
        default: return 2; }
    if (!o.port || o.clients < 1 || o.text_bytes > 4000 || (o.dialect == ROOMS ? !o.tokens : !o.post)) { fprintf(stderr, "wsload: see the top of wsload.c\n"); return 2; }
    if (o.tokens) read_tokens(o.tokens);
    server.sin_family = AF_INET; server.sin_port = htons(o.port); inet_pton(AF_INET, o.host, &server.sin_addr);
    allocate(); setvbuf(stdout, NULL, _IOLBF, 0);
    // Between commands the clients are not read: a pause of the caller's, in which nothing is published.
    while (fgets(line, sizeof line, stdin) && strncmp(line, "quit", 4)) {
        if (sscanf(line, "open %lf", &a) == 1) open_all(a);
        else if (sscanf(line, "run %lf %lf %lf", &a, &b, &c) == 3) run(a, b, c);
        else if (sscanf(line, "reopen %llu %lf %d", &seq, &a, &o.pid) == 3) reopen(seq, a);
        else { fprintf(stderr, "wsload: %s", line); return 2; }
    }
    return 0;
}
