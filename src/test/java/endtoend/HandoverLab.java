package endtoend;

import java.io.IOException;

/**
 * The lab with a checked handover: the MX seals what it has judged, and the list server believes
 * that seal alone.
 *
 * <pre>
 * author ─► MX Postfix ─► list Postfix ─► Mailman ─► list Postfix ─► sink
 *           verify, seal    handover                    seal
 * </pre>
 */
final class HandoverLab extends Lab {

  HandoverLab() throws IOException, InterruptedException {
    super(true);
  }
}
