/*
 * one_pipe_for_both_ok.c: a pipe for each direction.
 */
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SIZE = 8 };

static int questions[2], answers[2];

static void say(int to, const char *text)
{
    write(to, text, SIZE);
}

static void hear(int from, char *text)
{
    memset(text, 0, SIZE);
    read(from, text, SIZE);
}

int main(void)
{
    char text[SIZE];

    pipe(questions);
    pipe(answers);
    pid_t child = fork();
    if (child == 0) {
        usleep(300000); /* busy with something else */
        hear(questions[0], text);
        say(answers[1], "answer!");
        _exit(0);
    }
    say(questions[1], "request");
    hear(answers[0], text);
    waitpid(child, NULL, 0);
    return strcmp(text, "answer!");
}
