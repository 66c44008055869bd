#!/bin/sh
# A machine for one test: systemd in namespaces of its own, over a view of this machine to which
# nothing is written back. The network is shared. It ends when standard input does.
#
#   package_machine.sh FOLDER    an empty one; FOLDER.pid has the first process when it runs
set -eu

if [ "$1" = --inside ]; then
  folder=$2
  mount -t tmpfs -o size=1g none "$folder"
  mkdir "$folder/upper" "$folder/work" "$folder/root"
  mount -t overlay overlay -o "lowerdir=/,upperdir=$folder/upper,workdir=$folder/work" "$folder/root"
  root=$folder/root
  mount -t tmpfs -o mode=755 none "$root/run"
  mount -t tmpfs -o mode=1777 none "$root/tmp"
  mount -t tmpfs -o mode=755 none "$root/dev"
  for device in null zero full random urandom tty; do
    : > "$root/dev/$device"
    mount --bind "/dev/$device" "$root/dev/$device"
  done
  ln -s /proc/self/fd "$root/dev/fd"
  ln -s pts/ptmx "$root/dev/ptmx" # PrivateDevices wants it
  mkdir "$root/dev/shm" "$root/run/lock"
  mount -t tmpfs -o mode=1777 none "$root/dev/shm"
  mount -t proc none "$root/proc"
  mount -t sysfs -o ro none "$root/sys"
  mount -t cgroup2 none "$root/sys/fs/cgroup"
  # Only what a test needs: the journal. Services of this machine are not started.
  rm -rf "$root/etc/systemd/system"
  mkdir "$root/etc/systemd/system"
  printf '[Unit]\nWants=systemd-journald.service systemd-journald-dev-log.socket\nAfter=systemd-journald.service\n' \
    > "$root/etc/systemd/system/package-test.target"
  printf '[Journal]\nStorage=volatile\nForwardToSyslog=no\nReadKMsg=no\nAudit=no\n' \
    > "$root/etc/systemd/journald.conf"
  rm -f "$root/usr/sbin/policy-rc.d" "$root/etc/machine-id"
  echo 5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e > "$root/etc/machine-id"
  # Not only chroot: systemd makes mounts for its services, which go by the real root.
  cd "$root"
  pivot_root . mnt
  umount -l /mnt
  exec chroot . /usr/bin/env -i container=package-test PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    /lib/systemd/systemd --unit=package-test.target --log-target=journal --show-status=0
fi

folder=$1
groups=$(findmnt -n -t cgroup2 -o TARGET | head -n 1)
own=$groups$(sed -n 's/^0:://p' /proc/self/cgroup)
group=${own%/}/waxseal-package-$$
mkdir "$group"
(
  sh -c 'echo $PPID' > "$group/cgroup.procs"
  exec unshare --mount --pid --ipc --uts --cgroup --fork --kill-child --propagation private \
    "$0" --inside "$folder" < /dev/null
) &
unshare=$!
(
  until pid=$(pgrep -P "$unshare" -x systemd); do
    kill -0 "$unshare" 2> /dev/null || exit 0
    sleep 0.1
  done
  echo "$pid" > "$folder.pid"
)
read -r _ || true
kill -KILL "$unshare" 2> /dev/null || true
wait "$unshare" 2> /dev/null || true
until rmdir "$folder" 2> /dev/null; do sleep 0.1; done
while [ -d "$group" ]; do
  find "$group" -depth -type d -exec rmdir {} \; 2> /dev/null || sleep 0.1
done
