#!/bin/sh
# Has a program write an mbox: mbox_writers.sh PROGRAM
#
# The directory has the messages 1.eml and 2.eml, and 1 and 2, each a Maildir with one of them. The
# mbox is mbox/box; the directory mbox belongs to the user "nobody", who has no other rights.
set -eu
here=$PWD
box=$here/mbox/box
export HOME="$here" TERM=xterm
sender=ann@author.example
unprivileged() { USER=nobody setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"; }

# A program for people, which needs a terminal: script gives it one.
mutt_copies() {
  cat > rc <<END
set mbox_type=mbox copy=no confirmappend=no confirmcreate=no wait_key=no sleep_time=0 quit=yes
set folder=$here header_cache=""
push '<copy-message>$box<enter><quit>'
END
  for n in 1 2; do
    script -qec "$1 -n -F rc -f $here/$n" /dev/null < /dev/null > screen
  done
}

case $1 in
  procmail) for n in 1 2; do procmail -f "$sender" -p "DEFAULT=$box" /dev/null < $n.eml; done ;;
  formail) for n in 1 2; do formail < $n.eml >> "$box"; done ;;
  maildrop)
    echo "to \"$box\"" > filter
    chmod 600 filter
    for n in 1 2; do maildrop filter < $n.eml; done ;;
  reformail) for n in 1 2; do reformail -f1 < $n.eml >> "$box"; done ;;
  python)
    python3 - "$box" <<END
import mailbox
import sys
box = mailbox.mbox(sys.argv[1])
for name in "1.eml", "2.eml":
    with open(name, "rb") as message:
        box.add(message.read())
box.close()
END
    ;;
  s-nail)
    for n in 1 2; do printf 'copy 1 %s\nexit\n' "$box" | s-nail -n -f -# "maildir://$here/$n"; done ;;
  mailutils)
    for n in 1 2; do printf 'copy 1 %s\nexit\n' "$box" | mail.mailutils -n -f "$here/$n"; done ;;
  mutt | neomutt) mutt_copies "$1" ;;
  dovecot)
    cat > dovecot.conf <<END
mail_location = mbox:$here/mbox/folders:INBOX=$box
base_dir = $here/mbox/run
state_dir = $here/mbox/run
ssl = no
log_path = /dev/stderr
default_internal_user = nobody
default_internal_group = nogroup
default_login_user = nobody
mbox_write_locks = fcntl
END
    for n in 1 2; do unprivileged doveadm -c dovecot.conf save < $n.eml; done ;;
  exim)
    # With a configuration of its own it has no more rights than its user.
    mkdir spool
    chown Debian-exim spool mbox
    cat > exim.conf <<END
exim_path = $WAXSEAL_EXIM
spool_directory = $here/spool
log_file_path = $here/spool/%slog
primary_hostname = members.example
keep_environment =
begin routers
box:
  driver = accept
  transport = box
begin transports
box:
  driver = appendfile
  file = $box
  user = Debian-exim
END
    for n in 1 2; do "$WAXSEAL_EXIM" -C "$here/exim.conf" -odf -f "$sender" bob@members.example < $n.eml; done ;;
  lei-*)
    export XDG_RUNTIME_DIR="$here/run"
    mkdir -m 700 run
    lei convert -q -F eml -o "${1#lei-}:$box" 1.eml 2.eml
    lei daemon-kill ;;
  *) exit 64 ;;
esac
