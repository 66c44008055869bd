# Signs and verifies a batch of messages with Mail::DKIM.
#
# Argument: a directory with
#   jobs          a line a job: number, "sign" or "verify", canonical forms, algorithm, selector
#   dns           a line a TXT record: name, tab, text
#   N.eml         the message of job N
#   rsa.pem
# It writes N.sig, the signature field of a "sign" job, and N.txt: "ok", or "no " and the reason.

use strict;
use warnings;

use Mail::DKIM::Signer;
use Mail::DKIM::Verifier;
use Net::DNS;

my %records;

# What Mail::DKIM asks instead of a Net::DNS::Resolver.
package Records {
    sub new { return bless {}, shift }

    sub send {
        my ($self, $name, $type) = @_;
        my $answer = Net::DNS::Packet->new($name, $type);
        my $text = $records{lc $name};
        $answer->header->rcode(defined $text ? 'NOERROR' : 'NXDOMAIN');
        if (defined $text) {
            my @strings = $text =~ /(.{1,200})/g;
            $answer->push(answer => Net::DNS::RR->new(
                owner => $name, type => 'TXT', txtdata => \@strings));
        }
        return $answer;
    }
    sub errorstring { return 'NOERROR' }
}

sub contents {
    my ($name) = @_;
    open my $file, '<:raw', $name or die "$name: $!\n";
    local $/;
    return scalar <$file>;
}

sub store {
    my ($name, $octets) = @_;
    open my $file, '>:raw', $name or die "$name: $!\n";
    print $file $octets;
    close $file;
}

# In pieces, as a mail server gets it.
sub feed {
    my ($dkim, $message) = @_;
    for (my $at = 0; $at < length $message; $at += 8192) {
        $dkim->PRINT(substr $message, $at, 8192);
    }
    $dkim->CLOSE;
}

sub sign {
    my ($number, $message, $forms, $algorithm, $selector) = @_;
    my $signer = Mail::DKIM::Signer->new(
        Algorithm => $algorithm, Method => $forms, Domain => 'example.com',
        Selector => $selector, KeyFile => 'rsa.pem');
    $signer->extended_headers({ 'X-Awkward' => '*', 'From' => '+' });
    feed($signer, $message);
    my $field = $signer->signature->as_string;
    store("$number.sig", "$field\r\n");
    return 'ok';
}

sub verify {
    my ($message) = @_;
    my $verifier = Mail::DKIM::Verifier->new;
    feed($verifier, $message);
    my ($first) = $verifier->signatures;
    return 'no signature: ' . $verifier->result_detail if !$first;
    return $first->result eq 'pass' ? 'ok' : 'no ' . $first->result_detail;
}

chdir $ARGV[0] or die "$ARGV[0]: $!\n";
%records = map { /^(\S+)\t(.*)$/ ? (lc $1, $2) : () } split /\n/, contents('dns');
Mail::DKIM::DNS::resolver(Records->new);

for my $job (split /\n/, contents('jobs')) {
    my ($number, $action, @how) = split ' ', $job;
    my $message = contents("$number.eml");
    my $result = eval { $action eq 'sign' ? sign($number, $message, @how) : verify($message) };
    $result //= "no $@";
    store("$number.txt", $result);
}
