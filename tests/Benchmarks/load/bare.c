// bare: what the kernel alone takes of a push server: a post's body is sent to every WebSocket there is, by a loop of send(2). No channels, no history,
// nothing is checked, nothing is kept; a reader that is slow is closed. A peer of `bench push`, in nchan's dialect.
//
//   bare PORT       prints "ready" once it listens on 127.0.0.1:PORT; every GET becomes a WebSocket, every POST a message
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
#include <unistd.h>

enum { MAX_FILES = 20000, REQUEST_BYTES = 8192, EVENTS = 256 };
// wsload's key is the example of RFC 6455 section 1.3, and so is the answer.
static const char UPGRADED[] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
static const char TAKEN[] = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

static int sockets[MAX_FILES], count, place[MAX_FILES];         // place: of a file among the sockets, from 1 on
static char *requests[MAX_FILES]; static size_t request_bytes[MAX_FILES];

static void leave(int fd) {
    if (place[fd]) { int last = sockets[--count]; sockets[place[fd] - 1] = last; place[last] = place[fd]; place[fd] = 0; }
    free(requests[fd]); requests[fd] = NULL; request_bytes[fd] = 0; close(fd);
}
static void say(const char *body, size_t n) {
    static uint8_t frame[4 + REQUEST_BYTES]; size_t head = n < 126 ? 2 : 4;
    frame[0] = 0x81; frame[1] = n < 126 ? n : 126; if (head == 4) { frame[2] = n >> 8; frame[3] = n; }
    memcpy(frame + head, body, n);
    for (int i = count - 1; i >= 0; i--)
        if (send(sockets[i], frame, head + n, MSG_DONTWAIT | MSG_NOSIGNAL) != (ssize_t)(head + n)) leave(sockets[i]);
}
// False: more is to come.
static int answer(int fd, char *b, size_t n) {
    char *end = memmem(b, n, "\r\n\r\n", 4); if (!end) return 0;
    if (*b == 'G') { place[fd] = ++count; sockets[count - 1] = fd; send(fd, UPGRADED, sizeof UPGRADED - 1, MSG_NOSIGNAL); return 1; }
    char *length = memmem(b, end - b, "Content-Length: ", 16); size_t head = end + 4 - b, body = length ? strtoul(length + 16, NULL, 10) : 0;
    if (n < head + body) return 0;
    say(b + head, body); send(fd, TAKEN, sizeof TAKEN - 1, MSG_NOSIGNAL);
    return 1;
}
static void on_readable(int fd) {
    char unheard[512];
    // What a WebSocket says is a pong or its end.
    if (place[fd]) { if (recv(fd, unheard, sizeof unheard, MSG_DONTWAIT) == 0) leave(fd); return; }
    if (!requests[fd]) requests[fd] = malloc(REQUEST_BYTES);
    ssize_t k = recv(fd, requests[fd] + request_bytes[fd], REQUEST_BYTES - request_bytes[fd], MSG_DONTWAIT);
    if (k <= 0) { if (k == 0 || errno != EAGAIN) leave(fd); return; }
    request_bytes[fd] += k;
    if (answer(fd, requests[fd], request_bytes[fd])) { free(requests[fd]); requests[fd] = NULL; request_bytes[fd] = 0; }
    else if (request_bytes[fd] == REQUEST_BYTES) leave(fd);
}
int main(int argc, char **argv) {
    struct rlimit files = { MAX_FILES, MAX_FILES }; setrlimit(RLIMIT_NOFILE, &files);
    struct sockaddr_in here = { AF_INET, htons(argc == 2 ? atoi(argv[1]) : 0), { htonl(INADDR_LOOPBACK) }, { 0 } };
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), on = 1, ep = epoll_create1(0); struct epoll_event happened[EVENTS];
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (argc != 2 || bind(listener, (void *)&here, sizeof here) || listen(listener, 16384)) { perror("bare PORT"); return 1; }
    struct epoll_event e = { EPOLLIN, { .fd = listener } }; epoll_ctl(ep, EPOLL_CTL_ADD, listener, &e);
    puts("ready"); fflush(stdout);
    for (;;) {
        int n = epoll_wait(ep, happened, EVENTS, -1);
        for (int i = 0; i < n; i++) {
            if (happened[i].data.fd != listener) { on_readable(happened[i].data.fd); continue; }
            for (int fd; (fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0; ) {
                if (fd >= MAX_FILES) { close(fd); continue; }
                setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                e.data.fd = fd; epoll_ctl(ep, EPOLL_CTL_ADD, fd, &e);
            }
        }
    }
}
