// The environment of every program that set-up starts: whatever npm, pip, Python and Jupyter keep goes into
// the clone's own `.cache/`, so that nothing outside the clone is written.
import { join } from "node:path";
import { inRoot } from "./workspace.mjs";

/** The environment. HEADGATE_CACHE names another folder for what npm and pip download, to share it among clones. */
export function cloneEnvironment(extra = {}) {
  const cache = (name) => inRoot(".cache", name);
  const downloads = process.env.HEADGATE_CACHE ?? inRoot(".cache");
  const environment = {
    ...process.env,
    npm_config_cache: join(downloads, "npm"),
    PIP_CACHE_DIR: join(downloads, "pip"),
    npm_config_logs_max: "0",
    npm_config_update_notifier: "false",
    npm_config_fund: "false",
    npm_config_audit: "false",
    PIP_DISABLE_PIP_VERSION_CHECK: "1",
    PIP_NO_INPUT: "1",
    PYTHONNOUSERSITE: "1",
    JUPYTER_PREFER_ENV_PATH: "1",
    JUPYTER_CONFIG_DIR: cache("jupyter/config"),
    JUPYTER_CONFIG_PATH: inRoot("setup", "jupyter"),
    JUPYTER_DATA_DIR: cache("jupyter/data"),
    JUPYTER_RUNTIME_DIR: cache("jupyter/runtime"),
    JUPYTERLAB_SETTINGS_DIR: cache("jupyter/lab/user-settings"),
    JUPYTERLAB_WORKSPACES_DIR: cache("jupyter/lab/workspaces"),
    IPYTHONDIR: cache("ipython"),
    ...extra,
  };
  for (const name of [
    "PYTHONHOME",
    "PYTHONPATH",
    "JUPYTER_PATH",
    "JUPYTERLAB_DIR",
    "VIRTUAL_ENV",
  ]) {
    delete environment[name];
  }
  return environment;
}
