# Verifies messages with Mail::DKIM. Arguments: "dkim" or "arc", a file of keys (a line each: name,
# tab, text), the CPU time of the warm-up and of the measurement in milliseconds, and the messages.
# Prints how many of them pass, and the CPU time of one in microseconds.

use strict;
use warnings;

use Mail::DKIM::ARC::Verifier;
use Mail::DKIM::Verifier;
use Net::DNS;
use Time::HiRes qw(clock_gettime CLOCK_PROCESS_CPUTIME_ID);

my ($method, $keys, $warmup, $measurement, @names) = @ARGV;
my $class = $method eq 'arc' ? 'Mail::DKIM::ARC::Verifier' : 'Mail::DKIM::Verifier';

# What Mail::DKIM asks instead of a Net::DNS::Resolver: answers made beforehand.
package Records {
    my %answers;

    sub new {
        my ($class, %texts) = @_;
        while (my ($name, $text) = each %texts) {
            my $answer = Net::DNS::Packet->new($name, 'TXT');
            $answer->header->rcode('NOERROR');
            $answer->push(answer => Net::DNS::RR->new(
                owner => $name, type => 'TXT', txtdata => [$text =~ /(.{1,255})/g]));
            $answers{$name} = $answer;
        }
        return bless {}, $class;
    }
    sub send { return $answers{lc $_[1]} // Net::DNS::Packet->new($_[1], $_[2]) }
    sub errorstring { return 'NOERROR' }
}

sub contents {
    my ($name) = @_;
    open my $file, '<:raw', $name or die "$name: $!\n";
    local $/;
    return scalar <$file>;
}

# In pieces, as a mail server gets it.
sub passes {
    my ($message) = @_;
    my $verifier = $class->new;
    for (my $at = 0; $at < length $message; $at += 8192) {
        $verifier->PRINT(substr $message, $at, 8192);
    }
    $verifier->CLOSE;
    return $verifier->result eq 'pass';
}

# Seconds of CPU time of this process.
sub cpu { return clock_gettime(CLOCK_PROCESS_CPUTIME_ID) }

# Verifies all messages, again and again, and returns the mean of one.
sub measure {
    my ($millis, @messages) = @_;
    my ($begin, $done, $used) = (cpu(), 0, 0);
    do {
        passes($_) for @messages;
        $done += @messages;
        $used = cpu() - $begin;
    } while ($used * 1000 < $millis);
    return $used * 1e6 / $done;
}

my %texts = map { split /\t/ } split /\n/, contents($keys);
Mail::DKIM::DNS::resolver(Records->new(%texts));
my @messages = map { contents($_) } @names;
my $passed = grep { passes($_) } @messages;
measure($warmup, @messages);
printf "%d %.1f\n", $passed, measure($measurement, @messages);
