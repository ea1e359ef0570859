/*
 * passing.c: descriptors in messages (unix(7), SCM_RIGHTS), on every way by which they arrive or get lost. Each part says
 * when the kernel disagrees with what its comments say.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { most = 4 };

static void must(int condition, const char *what)
{
    if (condition)
        return;
    fprintf(stderr, "passing: %s (errno %d)\n", what, errno);
    exit(EXIT_FAILURE);
}

union control {
    struct cmsghdr header;
    char room[CMSG_SPACE(most * sizeof(int))];
};

static struct msghdr message(struct iovec *vector, union control *control, int count)
{
    return (struct msghdr){
        .msg_iov = vector,
        .msg_iovlen = 1,
        .msg_control = count == 0 ? NULL : control->room,
        .msg_controllen = count == 0 ? 0 : CMSG_SPACE((size_t) count * sizeof(int)),
    };
}

static void fill(union control *control, const int *descriptors, int count)
{
    memset(control, 0, sizeof *control);
    control->header.cmsg_level = SOL_SOCKET;
    control->header.cmsg_type = SCM_RIGHTS;
    control->header.cmsg_len = CMSG_LEN((size_t) count * sizeof(int));
    memcpy(CMSG_DATA(&control->header), descriptors, (size_t) count * sizeof(int));
}

static void pass(int socket, const char *bytes, const int *descriptors, int count)
{
    struct iovec vector = { (char *) bytes, strlen(bytes) };
    union control control;
    struct msghdr header = message(&vector, &control, count);

    fill(&control, descriptors, count);
    must(sendmsg(socket, &header, 0) == (ssize_t) strlen(bytes), "sendmsg");
}

/* How many descriptors came; `room`: for how many there is. */
static int receive(int socket, int room, int flags, int *descriptors)
{
    char bytes[16];
    struct iovec vector = { bytes, sizeof bytes };
    union control control = { 0 };
    struct msghdr header = message(&vector, &control, room);
    int count = 0;

    /* CMSG_SPACE rounds up, and there would be room for one more. */
    header.msg_controllen = room == 0 ? 0 : CMSG_LEN((size_t) room * sizeof(int));
    must(recvmsg(socket, &header, flags) >= 0, "recvmsg");
    if (header.msg_controllen >= sizeof control.header && control.header.cmsg_type == SCM_RIGHTS) {
        count = (int) ((control.header.cmsg_len - CMSG_LEN(0)) / sizeof(int));
        memcpy(descriptors, CMSG_DATA(&control.header), (size_t) count * sizeof(int));
    }
    return count;
}

static void pair(int type, int ends[2])
{
    must(socketpair(AF_UNIX, type, 0, ends) == 0, "socketpair");
}

static void close_both(const int ends[2])
{
    close(ends[0]);
    close(ends[1]);
}

/* The only writer is in flight: no end of file. */
static void in_flight(void)
{
    int ends[2], tube[2], received[most];
    char byte;

    pair(SOCK_STREAM, ends);
    must(pipe2(tube, O_NONBLOCK) == 0, "pipe2");
    pass(ends[0], "x", &tube[1], 1);
    close(tube[1]);
    must(read(tube[0], &byte, 1) == -1 && errno == EAGAIN, "a writer in flight is a writer");
    must(receive(ends[1], 1, MSG_CMSG_CLOEXEC, received) == 1, "one comes");
    must(write(received[0], "hello", 5) == 5, "write");
    close(received[0]);
    close(tube[0]);
    close_both(ends);
}

/* MSG_PEEK makes a descriptor each time, and the message stays. */
static void peek(int file)
{
    int ends[2], received[most];

    pair(SOCK_SEQPACKET, ends);
    pass(ends[0], "x", &file, 1);
    for (int i = 0; i < 3; i++) {
        must(receive(ends[1], 1, i < 2 ? MSG_PEEK : 0, received) == 1, "one comes");
        lseek(received[0], 10 + i, SEEK_SET);
        close(received[0]);
    }
    close_both(ends);
}

/* There is room for one of two. */
static void truncated(int file)
{
    int ends[2], tube[2], received[most];
    char byte;

    pair(SOCK_DGRAM, ends);
    must(pipe(tube) == 0, "pipe");
    pass(ends[0], "x", (int[]){ file, tube[1] }, 2);
    close(tube[1]);
    must(receive(ends[1], 1, 0, received) == 1, "one comes");
    must(read(tube[0], &byte, 1) == 0, "the other is closed");
    close(received[0]);
    close(tube[0]);
    close_both(ends);
}

/* Nobody asks for them: recvmsg without room, recv, and read of the byte that they come with. */
static void unasked(void)
{
    for (int way = 0; way < 3; way++) {
        int ends[2], tube[2], none[most];
        char bytes[8];

        pair(SOCK_STREAM, ends);
        must(pipe2(tube, O_NONBLOCK) == 0, "pipe2");
        must(write(ends[0], "ab", 2) == 2, "write");
        pass(ends[0], "cd", &tube[1], 1);
        close(tube[1]);
        must(read(ends[1], bytes, 2) == 2, "read");
        must(read(tube[0], bytes, 1) == -1 && errno == EAGAIN, "what comes before it leaves it");
        if (way == 0)
            must(receive(ends[1], 0, 0, none) == 0, "none comes");
        else if (way == 1)
            must(recv(ends[1], bytes, 1, 0) == 1, "recv");
        else
            must(read(ends[1], bytes, 1) == 1, "read");
        must(read(tube[0], bytes, 1) == 0, "it is closed");
        close(tube[0]);
        close_both(ends);
    }
}

/* What nobody has received goes with the socket, also one that has itself. */
static void unreceived(void)
{
    int ends[2], tube[2];
    char byte;

    pair(SOCK_STREAM, ends);
    must(pipe2(tube, O_NONBLOCK) == 0, "pipe2");
    pass(ends[0], "x", &tube[1], 1);
    close(tube[1]);
    close(ends[0]);
    must(read(tube[0], &byte, 1) == -1 && errno == EAGAIN, "the sender's end does not matter");
    close(ends[1]);
    must(read(tube[0], &byte, 1) == 0, "it is closed with the receiver");
    close(tube[0]);

    pair(SOCK_STREAM, ends);
    pass(ends[0], "x", &ends[1], 1);
    close_both(ends);
}

/* sendmmsg and recvmmsg; one message has the same descriptor twice, the one between has none. */
static void several(int file)
{
    int ends[2], null = open("/dev/null", O_WRONLY);
    struct mmsghdr messages[3];
    union control controls[3];
    char bytes[3] = "abc";
    struct iovec vectors[3];

    pair(SOCK_DGRAM, ends);
    for (int i = 0; i < 3; i++) {
        vectors[i] = (struct iovec){ &bytes[i], 1 };
        messages[i].msg_hdr = message(&vectors[i], &controls[i], i == 0 ? 2 : i == 1 ? 0 : 1);
    }
    fill(&controls[0], (int[]){ file, file }, 2);
    fill(&controls[2], &null, 1);
    must(sendmmsg(ends[0], messages, 3, 0) == 3, "sendmmsg");
    close(null);
    for (int i = 0; i < 3; i++)
        messages[i].msg_hdr = message(&vectors[i], &controls[i], most);
    must(recvmmsg(ends[1], messages, 3, 0, NULL) == 3, "recvmmsg");
    close_both(ends);
}

/* The child waits first, gets the parent's open file description, and moves its offset. */
static void between_processes(int file)
{
    int ends[2], tube[2], received[most];
    pid_t child;

    pair(SOCK_STREAM, ends);
    child = fork();
    must(child != -1, "fork");
    if (child == 0) {
        close(ends[0]);
        must(receive(ends[1], most, 0, received) == 2, "two come");
        lseek(received[0], 77, SEEK_SET);
        must(write(received[1], "child", 5) == 5, "write");
        _exit(0);
    }
    close(ends[1]);
    usleep(20 * 1000);
    must(pipe(tube) == 0, "pipe");
    pass(ends[0], "x", (int[]){ file, tube[1] }, 2);
    close(tube[1]);
    waitpid(child, NULL, 0);
    must(lseek(file, 0, SEEK_CUR) == 77, "one offset");
    close(tube[0]);
    close(ends[0]);
}

/* The child ends with a message that it has not received. */
static void unreceived_at_exit(void)
{
    int ends[2], tube[2];
    char byte;
    pid_t child;

    pair(SOCK_STREAM, ends);
    must(pipe(tube) == 0, "pipe");
    child = fork();
    must(child != -1, "fork");
    if (child == 0) {
        close(ends[0]);
        close_both(tube);
        usleep(20 * 1000);
        _exit(0);
    }
    close(ends[1]);
    pass(ends[0], "x", &tube[1], 1);
    close(tube[1]);
    must(read(tube[0], &byte, 1) == 0, "end of file when the child has ended");
    waitpid(child, NULL, 0);
    close(tube[0]);
    close(ends[0]);
}

/* Over connected sockets, whose ends no call tells; a descriptor without name or inode of its own. */
static void connected(int file)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    socklen_t length = sizeof address;
    int listener = socket(AF_UNIX, SOCK_STREAM, 0), client = socket(AF_UNIX, SOCK_STREAM, 0), server, received[most];

    must(bind(listener, (struct sockaddr *) &address, sizeof address.sun_family) == 0, "bind");
    must(listen(listener, 1) == 0, "listen");
    must(getsockname(listener, (struct sockaddr *) &address, &length) == 0, "getsockname");
    must(connect(client, (struct sockaddr *) &address, length) == 0, "connect");
    server = accept(listener, NULL, NULL);
    must(server != -1, "accept");
    pass(client, "x", (int[]){ file, client }, 2);
    must(receive(server, most, 0, received) == 2, "two come");
    lseek(received[0], 5, SEEK_SET);
    close_both(received);
    close(listener);
    close(client);
    close(server);
}

int main(void)
{
    char path[] = "/tmp/ipcscope-passing-XXXXXX";
    int file = mkstemp(path);

    must(file != -1, "mkstemp");
    unlink(path);
    in_flight();
    peek(file);
    truncated(file);
    unasked();
    unreceived();
    several(file);
    between_processes(file);
    unreceived_at_exit();
    connected(file);
    return 0;
}
