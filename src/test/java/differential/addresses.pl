# Reads lists of addresses with a parser of Perl.
#
# Arguments: Email::Address::XS or Mail::Address, and a file with one hex value a line.
# It writes a line a value: the addresses that it finds, separated by tabs; none if it refuses the list.

use strict;
use warnings;

# They warn of what they refuse.
local $SIG{__WARN__} = sub { };

my ($class, $file) = @ARGV;
eval "require $class" or die $@;
open my $lines, '<', $file or die "$file: $!\n";
while (my $line = <$lines>) {
    chomp $line;
    my @found = eval { $class->parse(pack 'H*', $line) };
    print join("\t", grep { defined } map { $_->address } @found), "\n";
}
