"""Runs a notebook cell by cell in its kernel, over the Jupyter protocol, and prints one JSON line per code cell.

Usage: drive_notebook.py NOTEBOOK KERNEL [SECONDS_PER_CELL]

A line holds the cell's id, the status of its execute_reply and every output that carries its name as parent, in
order: {"id", "status", "outputs": [{"kind": "stdout" | "stderr" | "display" | "error", "text", "html"}]}. What comes
when a cell has ended already is printed behind all cells, as {"late": [...]}. The kernel runs in the notebook's folder.
"""

import json
import os
import sys
import time
from queue import Empty

from jupyter_client.kernelspec import NoSuchKernel
from jupyter_client.manager import KernelManager

# tslab drops what arrives within 200 ms behind an error.
PAUSE_BEHIND_ERROR = 0.4
PAUSE_AT_THE_END = 0.5


def main(path, kernel, seconds):
    with open(path, encoding="utf-8") as file:
        cells = [c for c in json.load(file)["cells"] if c["cell_type"] == "code"]
    manager = KernelManager(kernel_name=kernel)
    try:
        manager.start_kernel(cwd=os.path.dirname(os.path.abspath(path)))
    except NoSuchKernel:
        sys.exit(f"The kernel {kernel} is not registered: run `npm run learn`, which registers it.")
    client = manager.client()
    client.start_channels()
    try:
        wait_until_ready(manager, client, seconds)
        late = []
        for cell in cells:
            print(json.dumps(run(client, cell, seconds, late)), flush=True)
        time.sleep(PAUSE_AT_THE_END)
        drain(client, late)
        print(json.dumps({"late": late}), flush=True)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def wait_until_ready(manager, client, seconds):
    try:
        client.wait_for_ready(timeout=seconds)
    except RuntimeError:
        state = "does not answer" if manager.is_alive() else "ended at once"
        sys.exit(f"The kernel {state}: `npm run doctor` says what is missing.")


def run(client, cell, seconds, late):
    source = "".join(cell["source"])
    if not source.strip():
        return {"id": cell["id"], "status": "ok", "outputs": []}
    request = client.execute(source)
    outputs = []
    deadline = time.monotonic() + seconds
    while True:
        try:
            message = client.get_iopub_msg(timeout=max(0.01, deadline - time.monotonic()))
        except Empty:
            return {"id": cell["id"], "status": "timeout", "outputs": outputs}
        mine = message["parent_header"].get("msg_id") == request
        output = as_output(message)
        if output is not None:
            (outputs if mine else late).append(output)
        elif mine and message["content"].get("execution_state") == "idle":
            break
    reply = client.get_shell_msg(timeout=seconds)
    while reply["parent_header"].get("msg_id") != request:
        reply = client.get_shell_msg(timeout=seconds)
    status = reply["content"]["status"]
    if status != "ok":
        time.sleep(PAUSE_BEHIND_ERROR)
    return {"id": cell["id"], "status": status, "outputs": outputs}


def as_output(message):
    kind, content = message["header"]["msg_type"], message["content"]
    if kind == "stream":
        return {"kind": content["name"], "text": content["text"], "html": False}
    if kind in ("display_data", "execute_result"):
        data = content["data"]
        return {"kind": "display", "text": data.get("text/plain", ""), "html": "text/html" in data}
    if kind == "error":
        return {"kind": "error", "text": f"{content['ename']}: {content['evalue']}", "html": False}
    return None


def drain(client, late):
    while True:
        try:
            output = as_output(client.get_iopub_msg(timeout=0.1))
        except Empty:
            return
        if output is not None:
            late.append(output)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]) if len(sys.argv) > 3 else 60.0)
