/* Sends the signal of its argument to its whole process group. */
#include <signal.h>
#include <stdlib.h>

int main(int count, char **arguments)
{
    return count < 2 ? 2 : kill(0, atoi(arguments[1]));
}
