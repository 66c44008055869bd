# Seals messages and judges chains with Mail::DKIM, one request after another.
#
# Argument: a directory with
#   dns           a line a TXT record: name, tab, text
#   rsa.pem
# Each line of the input asks for one thing, about the message in the file "message":
#   seal ALGORITHM SELECTOR AUTHSERV-ID    writes the fields of the set to the file "fields"
#   verify
# The answer is one line: a word ("sealed", or the status of the chain) and what else is to be said.

use strict;
use warnings;

use Mail::DKIM::ARC::Signer;
use Mail::DKIM::ARC::Verifier;
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

sub seal {
    my ($message, $algorithm, $selector, $authserv_id) = @_;
    my $signer = Mail::DKIM::ARC::Signer->new(
        Algorithm => $algorithm, Chain => 'ar', Domain => 'example.com', SrvId => $authserv_id,
        Selector => $selector, KeyFile => 'rsa.pem');
    feed($signer, $message);
    return 'unsealed ' . $signer->{details} if $signer->result ne 'sealed';
    store('fields', join '', map { "$_\r\n" } $signer->as_strings);
    return 'sealed';
}

sub verify {
    my ($message) = @_;
    my $verifier = Mail::DKIM::ARC::Verifier->new;
    feed($verifier, $message);
    return $verifier->result . ' ' . ($verifier->{details} // '');
}

chdir $ARGV[0] or die "$ARGV[0]: $!\n";
%records = map { /^(\S+)\t(.*)$/ ? (lc $1, $2) : () } split /\n/, contents('dns');
Mail::DKIM::DNS::resolver(Records->new);
$| = 1;

while (my $line = <STDIN>) {
    my ($action, @how) = split ' ', $line;
    my $message = contents('message');
    my $answer = eval { $action eq 'seal' ? seal($message, @how) : verify($message) };
    $answer //= "error $@";
    print join(' ', split(' ', $answer)), "\n";
}
