# The learner's environment, the same as Binder's: `docker build -t dlcourse .`, then
# `docker run --rm -p 127.0.0.1:8888:8888 -v dlcourse:/home/learner/dlcourse-work dlcourse` and open the address it prints.
# The volume `dlcourse` keeps answers and progress. To have them in a folder of your own instead, make it first and come as yourself:
# `mkdir work && docker run --rm -p 127.0.0.1:8888:8888 --user $(id -u):$(id -g) -v "$PWD/work:/home/learner/dlcourse-work" dlcourse`
FROM python:3.12-slim AS course
COPY . /opt/dlcourse
# an image for learners carries no answers, in none of its layers
RUN python -m pip install --no-cache-dir --no-deps --prefix=/course /opt/dlcourse \
 && rm -r /course/lib/python3.12/site-packages/autograder/_solutions

FROM python:3.12-slim AS learner

RUN useradd --create-home --uid 1000 learner \
 && mkdir /home/learner/dlcourse-work \
 && chown learner:learner /home/learner/dlcourse-work

# packages first: they change seldom, and their layer is kept
COPY binder/requirements.txt /tmp/requirements.txt
RUN python -m pip install --no-cache-dir -r /tmp/requirements.txt

COPY --from=course /course /usr/local

# only who shares the container's port can knock, and the address carries a token
RUN mkdir -p /usr/local/etc/jupyter \
 && echo '{"ServerApp": {"ip": "0.0.0.0", "port": 8888, "port_retries": 0, "custom_display_url": "http://127.0.0.1:8888"}}' > /usr/local/etc/jupyter/jupyter_server_config.json

# the record of what was passed stays with the answers, in one volume
ENV HOME=/home/learner USER=learner DLCOURSE_CONTAINER=docker DLCOURSE_DATA=/home/learner/dlcourse-work/.progress
USER learner
WORKDIR /home/learner
# what the first picture would otherwise wait for; and whoever `--user` names may work here
RUN python -c "import matplotlib.font_manager" \
 && chmod -R a+rwX /home/learner
EXPOSE 8888
CMD ["dlcourse", "lab", "dlcourse-work", "--no-browser"]

# for Codespaces: the same, with git for its panel of changes
FROM learner AS codespace
USER root
RUN apt-get update \
 && apt-get install --yes --no-install-recommends git \
 && rm -rf /var/lib/apt/lists/*
USER learner

# what `docker build` makes when nobody names another
FROM learner
