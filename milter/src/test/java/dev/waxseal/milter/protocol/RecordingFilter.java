package dev.waxseal.milter.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Filters that write down what they are told, and do as they are told. */
final class RecordingFilter implements MessageFilters {

  final List<String> events = Collections.synchronizedList(new ArrayList<>());
  final List<Envelope> envelopes = Collections.synchronizedList(new ArrayList<>());
  private final FilterResult result;

  /** The event at which it fails. */
  private final Optional<String> fault;

  RecordingFilter(FilterResult result) {
    this(result, Optional.empty());
  }

  RecordingFilter(FilterResult result, Optional<String> fault) {
    this.result = result;
    this.fault = fault;
  }

  static RecordingFilter accepting(Modification... modifications) {
    return new RecordingFilter(FilterResult.accept(List.of(modifications)));
  }

  private void event(String event) {
    events.add(event);
    if (fault.filter(event::startsWith).isPresent()) {
      throw new IllegalStateException("broken");
    }
  }

  @Override
  public MessageFilter begin(Envelope envelope) {
    envelopes.add(envelope);
    event("begin");
    return new MessageFilter() {
      @Override
      public void header(String name, String value) {
        event("header " + name + ":" + value);
      }

      @Override
      public void endOfHeaders() {
        event("endOfHeaders");
      }

      @Override
      public void body(byte[] bytes, int offset, int length) {
        event("body " + new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
      }

      @Override
      public FilterResult finish(String queueId) {
        event("finish " + queueId);
        return result;
      }

      @Override
      public void close() {
        event("close");
      }
    };
  }
}
