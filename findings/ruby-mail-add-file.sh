#!/usr/bin/env bash
# Ruby's mail library makes a message that no reader can divide when a file is added to a parsed one.
#
# Mail.new(text).add_file(…) is how a ticket system or a list adds a file to what came in. A good guess
# is that a text/plain message becomes multipart/mixed with the text as its first part. The parts are
# written, between lines of two dashes alone, but Content-Type stays text/plain and no boundary is
# named: a reader sees the source of the parts as the text. A message that was built by Mail.new
# without a Content-Type becomes multipart/mixed as it should.
#
# Run: 2026-11-29, ruby-mail 2.7.1+dfsg1-2 of Debian 12.
# Depends on it: bodies with lines "--" and fields of parts, in a message that is not multipart; the
# debugger shows such text as added lines and not as a part.
set -euo pipefail
version=2.7.1+dfsg1-2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
command -v ruby > /dev/null || { echo 'this needs ruby and ruby-mini-mime'; exit 2; }
apt-get -q download "ruby-mail=$version" > apt.log 2>&1 || { cat apt.log; exit 2; }
dpkg -x ruby-mail_*.deb root

cat > run.rb <<'RUBY'
require 'mail'
type = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n"
[type, ''].each do |fields|
  message = Mail.new("From: ann@example.com\r\nSubject: boats\r\n#{fields}\r\nHello.\r\n")
  message.add_file(filename: 'list.txt', content: "one\r\n")
  header, body = message.to_s.split("\r\n\r\n", 2)
  puts "#{header[/^Content-Type: [a-z\/]+/]}, boundary named: #{header.include?('boundary=')}, " \
       "lines of two dashes: #{body.lines(chomp: true).count { |line| line.strip == '--' }}"
end
RUBY

printf 'package  ruby-mail\nversion  %s\n' "$version"
echo 'behaviour  the parts stand between empty boundaries in a message that says text/plain'
ruby -I root/usr/lib/ruby/vendor_ruby run.rb | tee seen
cmp -s seen - <<'SEEN' || { echo 'CHANGED: it is not so any more'; exit 1; }
Content-Type: text/plain, boundary named: false, lines of two dashes: 2
Content-Type: multipart/mixed, boundary named: true, lines of two dashes: 0
SEEN
