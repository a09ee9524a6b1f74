#!/usr/bin/env bash
# A Ray cluster within a Slurm job, and one Underheaven command on it. What follows the script's name is the command:
#   sbatch slurm.sh run article-2019 --society china-2019 --shards 4 --threads 16 --out /project/nation
#   sbatch slurm.sh ablate article-2019 --out /project/weighed
# Change the lines below to the nodes, processors and hours that you want. `underheaven` and `ray` must be on the path
# of every node, and --out on a folder that all nodes share.
#SBATCH --job-name=underheaven
#SBATCH --nodes=4
#SBATCH --ntasks-per-node=1
#SBATCH --cpus-per-task=16
#SBATCH --time=08:00:00
# Five minutes before the end the command is asked to end: a run then keeps a checkpoint.
#SBATCH --signal=B:TERM@300
set -euo pipefail

port=${UNDERHEAVEN_PORT:-6379}
processors=$SLURM_CPUS_PER_TASK
mapfile -t nodes < <(scontrol show hostnames "$SLURM_JOB_NODELIST")
head=${nodes[0]}

on() { # on NODE COMMAND...: one task on that node, in place of this subshell
  exec srun --nodes=1 --ntasks=1 --cpus-per-task="$processors" --overlap --nodelist="$1" "${@:2}"
}

read -r host _ < <(on "$head" hostname --ip-address)
address=$host:$port

declare -A begun
begin() { # begin NODE: a Ray node there, which stays until the job ends
  local where=(--address="$address")
  if [[ $1 == "$head" ]]; then
    where=(--head --node-ip-address="$host" --port="$port" --include-dashboard=false)
  fi
  on "$1" ray start "${where[@]}" --num-cpus="$processors" --disable-usage-stats --block &
  begun[$1]=$!
}

joined() { # whether all nodes have joined the cluster
  ray status --address "$address" > /dev/null 2>&1 && timeout 90 python - "$address" "${#nodes[@]}" <<'PYTHON'
import sys

import ray

ray.init(address=sys.argv[1], log_to_driver=False)
sys.exit(sum(node["Alive"] for node in ray.nodes()) < int(sys.argv[2]))
PYTHON
}

trap 'kill $(jobs -p) 2> /dev/null || true' EXIT
for node in "${nodes[@]}"; do
  begin "$node"
done
tries=0
until joined; do
  if (( ++tries > 60 )); then
    echo "not all of ${#nodes[@]} nodes have joined the cluster at $address" >&2
    exit 1
  fi
  sleep 2
  for node in "${nodes[@]}"; do
    # Ray gives a node up that is not there within half a minute, as on a busy machine.
    kill -0 "${begun[$node]}" 2> /dev/null || begin "$node"
  done
done

underheaven "$@" --address "$address" &
command=$!
trap 'kill -TERM "$command"' TERM
status=0
# A signal ends the first wait, and not the command.
wait "$command" || status=$?
while kill -0 "$command" 2> /dev/null; do
  wait "$command" || status=$?
done
exit "$status"
