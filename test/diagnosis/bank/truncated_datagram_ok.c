/* truncated_datagram_ok.c: a buffer that is large enough. */
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    int ends[2];
    char bytes[64];

    socketpair(AF_UNIX, SOCK_DGRAM, 0, ends);
    write(ends[1], "a long message", 14);
    read(ends[0], bytes, sizeof bytes);
    return 0;
}
