#include "system/cli_turn.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <ctime>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/stat.h>
#include <unistd.h>

#include "system/process_group.hpp"

namespace ibmcloud_token {
namespace {

using std::chrono::steady_clock;

enum class lock_state { had, taken, impossible };

lock_state try_lock(int fd) {
    if (::flock(fd, LOCK_EX | LOCK_NB) == 0) {
        return lock_state::had;
    }
    return errno == EWOULDBLOCK || errno == EINTR ? lock_state::taken : lock_state::impossible;
}

/// A name for the semaphore of the directory at `fd`, as ftok(3) makes one, but of all its bits.
key_t semaphore_key(int fd) {
    constexpr std::uint64_t odd_factor = 0x9e3779b97f4a7c15;
    struct stat directory {};
    ::fstat(fd, &directory);
    const std::uint64_t mixed = (directory.st_ino ^ (directory.st_dev << 32U)) * odd_factor;
    return static_cast<key_t>(mixed >> 32U);
}

/// The semaphore of that name; -1 if there can be none. Anybody can make one with our name: of
/// somebody else's, or of several in one set, we want nothing.
int open_semaphore(key_t key) {
    constexpr int owner_only = 0600;
    const int semaphore = ::semget(key, 1, IPC_CREAT | owner_only);
    semid_ds set{};
    if (semaphore < 0 || ::semctl(semaphore, 0, IPC_STAT, &set) != 0) {
        return -1;
    }
    const uid_t user = ::geteuid();
    const bool is_ours =
        set.sem_perm.uid == user && set.sem_perm.cuid == user && set.sem_nsems == 1;
    return is_ours ? semaphore : -1;
}

timespec time_until(steady_clock::time_point end) {
    using namespace std::chrono;
    const auto left = std::max<nanoseconds>(end - steady_clock::now(), nanoseconds::zero());
    const auto whole = floor<seconds>(left);
    return {whole.count(), (left - whole).count()};
}

}  // namespace

cli_turn::cli_turn(unique_fd directory) : directory_(std::move(directory)) {
    if (directory_) {
        semaphore_ = open_semaphore(semaphore_key(directory_.get()));
    }
}

cli_turn::cli_turn(cli_turn&& other) noexcept
    : directory_(std::move(other.directory_)),
      semaphore_(std::exchange(other.semaphore_, -1)) {}

cli_turn::~cli_turn() {
    leave();
}

void cli_turn::leave() {
    if (semaphore_ >= 0) {
        ::semctl(std::exchange(semaphore_, -1), 0, IPC_RMID);
    }
}

void cli_turn::enter() const {
    if (semaphore_ >= 0) {
        sembuf enter{0, 1, SEM_UNDO};
        ::semop(semaphore_, &enter, 1);
    }
}

bool cli_turn::wait_for_the_one_before(steady_clock::time_point deadline) const {
    if (semaphore_ < 0) {
        return true;
    }
    sembuf until_zero{0, 0, 0};
    const timespec left = time_until(deadline);
    if (::semtimedop(semaphore_, &until_zero, 1, &left) == 0 || errno != EAGAIN) {
        return true;
    }
    if (const pid_t cli = ::semctl(semaphore_, 0, GETPID); cli > 0) {
        process_group(cli).stop();
    }
    return false;
}

result<cli_turn> cli_turn::wait_until(steady_clock::time_point deadline,
                                      const std::string& directory) {
    // The lock has to be tried again and again: flock(2) itself knows no deadline.
    std::chrono::milliseconds pause{1};
    constexpr std::chrono::milliseconds longest_pause{32};
    unique_fd fd(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    lock_state lock = try_lock(fd.get());
    for (; lock == lock_state::taken; lock = try_lock(fd.get())) {
        if (steady_clock::now() >= deadline) {
            return errc::timed_out;
        }
        std::this_thread::sleep_for(pause);
        pause = std::min(2 * pause, longest_pause);
    }
    if (lock == lock_state::impossible) {
        return cli_turn(unique_fd{});
    }
    cli_turn turn(std::move(fd));
    if (!turn.wait_for_the_one_before(deadline)) {
        return errc::timed_out;
    }
    return turn;
}

}  // namespace ibmcloud_token
