/* A disk whose sync takes at least so long: LD_PRELOAD this, with SYNC_US=microseconds.

   What a durable command costs depends on the disk; where syncing is nearly free, a figure says
   little about a machine where it is not. The real sync is done first, and only then waited. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <time.h>

static int slowly(const char *name, int file)
{
    static __thread int exact = 0;
    struct timespec until;
    int (*real)(int) = (int (*)(int)) dlsym(RTLD_NEXT, name);
    const char *wanted = getenv("SYNC_US");

    if (!exact) {
        /* Else the kernel may wake a sleeper 50 microseconds late. */
        prctl(PR_SET_TIMERSLACK, 1UL, 0UL, 0UL, 0UL);
        exact = 1;
    }
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += 1000L * (wanted ? atol(wanted) : 0);
    until.tv_sec += until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    int done = real(file), kept = errno;
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) == EINTR)
        ;
    errno = kept;
    return done;
}

int fsync(int file) { return slowly("fsync", file); }
int fdatasync(int file) { return slowly("fdatasync", file); }
