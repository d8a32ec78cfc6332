# The learner's environment, the same as Binder's: `docker build -t dlcourse .`, then
# `docker run --rm -p 127.0.0.1:8888:8888 -v "$PWD/dlcourse-work:/home/learner/dlcourse-work" dlcourse` and open the address it prints.
FROM python:3.12-slim AS course
COPY . /opt/dlcourse
# an image for learners carries no answers, in none of its layers
RUN python -m pip install --no-cache-dir --no-deps --prefix=/course /opt/dlcourse \
 && rm -r /course/lib/python3.12/site-packages/autograder/_solutions

FROM python:3.12-slim

RUN useradd --create-home learner \
 && mkdir /home/learner/dlcourse-work \
 && chown learner:learner /home/learner/dlcourse-work

# packages first: they change seldom, and their layer is kept
COPY binder/requirements.txt /tmp/requirements.txt
RUN python -m pip install --no-cache-dir -r /tmp/requirements.txt

COPY --from=course /course /usr/local

# only who shares the container's port can knock, and the address carries a token
RUN mkdir -p /usr/local/etc/jupyter \
 && echo '{"ServerApp": {"ip": "0.0.0.0", "port": 8888, "port_retries": 0}}' > /usr/local/etc/jupyter/jupyter_server_config.json

USER learner
WORKDIR /home/learner
# what the first picture would otherwise wait for
RUN python -c "import matplotlib.font_manager"
EXPOSE 8888
CMD ["dlcourse", "lab", "dlcourse-work", "--no-browser"]
