/*
 * record_in_parts_ok.c: record_in_parts.c, with each read to its end.
 */
#include <sys/wait.h>
#include <unistd.h>

enum { records = 3 };

struct record {
    int number;
    char picture[70000];
};

static struct record record;

static void send_all(int pipe_end)
{
    for (record.number = 0; record.number < records; record.number++)
        write(pipe_end, &record, sizeof record);
}

static int get(int pipe_end)
{
    size_t got = 0;

    while (got < sizeof record) {
        ssize_t part = read(pipe_end, (char *)&record + got, sizeof record - got);
        if (part <= 0)
            return 0;
        got += part;
    }
    return 1;
}

int main(void)
{
    int ends[2], sum = 0;

    pipe(ends);
    if (fork() == 0) {
        close(ends[0]);
        send_all(ends[1]);
        _exit(0);
    }
    close(ends[1]);
    while (get(ends[0]))
        sum += record.number;
    wait(NULL);
    return sum == 3 ? 0 : 1;
}
