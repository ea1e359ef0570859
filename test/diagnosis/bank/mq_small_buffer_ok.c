/* mq_small_buffer_ok.c: a buffer of mq_msgsize. */
#include <fcntl.h>
#include <mqueue.h>
#include <stddef.h>

int main(void)
{
    char bytes[8192];
    struct mq_attr sizes = { .mq_maxmsg = 4, .mq_msgsize = sizeof bytes };

    mqd_t queue = mq_open("/ipcscope-bank-small-buffer", O_RDWR | O_CREAT, 0600, &sizes);
    mq_unlink("/ipcscope-bank-small-buffer");
    mq_send(queue, "short", 5, 0);
    mq_receive(queue, bytes, sizeof bytes, NULL);
    return 0;
}
