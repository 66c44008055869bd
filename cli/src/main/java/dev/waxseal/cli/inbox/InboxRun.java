package dev.waxseal.cli.inbox;

import dev.waxseal.cli.input.Message;
import dev.waxseal.cli.input.MessageSource;
import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.Terminal;
import dev.waxseal.reports.read.ReportReader;
import dev.waxseal.reports.store.ReportStore;
import dev.waxseal.reports.store.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads mails and files into a store, one after the other. */
public final class InboxRun {

  private final ReportStore store;
  private final ReportReader reader;
  private final boolean vouchForFiles;
  private final Terminal terminal;
  private final ReadOutput output;

  /** A run with this store, reader and terminal. */
  public InboxRun(
      ReportStore store,
      ReportReader reader,
      boolean vouchForFiles,
      Terminal terminal,
      boolean json) {
    this.store = store;
    this.reader = reader;
    this.vouchForFiles = vouchForFiles;
    this.terminal = terminal;
    this.output = new ReadOutput(terminal, json);
  }

  /** Reads what these names stand for; a fault of the store ends it, and nothing else. */
  public ExitStatus read(List<String> names) {
    try {
      new Inputs(terminal, new Reading()).forEach(names);
    } finally {
      output.end();
    }
    return output.worst();
  }

  private final class Reading implements Inputs.Taker {

    private Optional<CommandFailure> end = Optional.empty();

    @Override
    public void take(Message message, boolean alone) {
      end.ifPresent(
          failure -> {
            throw failure;
          });
      String name = message.title();
      try {
        output.add(message, alone, store.add(name, message.content()::open, reader, vouchForFiles));
      } catch (StoreException e) {
        CommandFailure failure = StoreOption.failure(e);
        end = Optional.of(failure);
        throw failure;
      } catch (IOException e) {
        fail(name, MessageSource.failure(name, e));
      } catch (CommandFailure e) {
        fail(name, e);
      }
    }

    @Override
    public void fail(String name, CommandFailure failure) {
      ExitStatus status =
          failure.status() == ExitStatus.BAD_DATA ? ExitStatus.BAD_DATA : ExitStatus.NO_INPUT;
      output.fail(name, status, failure.sentence());
    }
  }
}
