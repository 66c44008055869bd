# Reads aggregate reports with Mail::DMARC, without a store. Arguments: "report", a file that is not
# looked at, the CPU time of the warm-up and of the measurement in milliseconds, and the reports.
# Prints how many of them are read with all their records, and the CPU time of one in microseconds.

use strict;
use warnings;

use Mail::DMARC::Report;
use Mail::DMARC::Report::Receive;
use Time::HiRes qw(clock_gettime CLOCK_PROCESS_CPUTIME_ID);

my ($method, $keys, $warmup, $measurement, @names) = @ARGV;

# What is read would go to a database now.
{
    no warnings 'redefine';
    *Mail::DMARC::Report::save_aggregate = sub { return 1 };
}

sub contents {
    my ($name) = @_;
    open my $file, '<:raw', $name or die "$name: $!\n";
    local $/;
    return scalar <$file>;
}

my $receive = Mail::DMARC::Report::Receive->new;

# As from_email_simple does it, once the attachment is unpacked.
sub is_whole {
    my ($xml) = @_;
    $receive->report->init;
    $receive->handle_body($xml);
    my $records = $receive->report->aggregate->record;
    my $messages = 0;
    $messages += $_->row->count for @$records;
    return @$records == 100 && $messages == 5050;
}

# Seconds of CPU time of this process.
sub cpu { return clock_gettime(CLOCK_PROCESS_CPUTIME_ID) }

# Reads all reports, again and again, and returns the mean of one.
sub measure {
    my ($millis, @reports) = @_;
    my ($begin, $done, $used) = (cpu(), 0, 0);
    do {
        is_whole($_) for @reports;
        $done += @reports;
        $used = cpu() - $begin;
    } while ($used * 1000 < $millis);
    return $used * 1e6 / $done;
}

my @reports = map { contents($_) } @names;
my $whole = grep { is_whole($_) } @reports;
measure($warmup, @reports);
printf "%d %.1f\n", $whole, measure($measurement, @reports);
