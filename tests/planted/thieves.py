"""Submissions that hand in the course's own answer by another way than a plain import, and honest ones that look like it."""

from handin import answer as written
from hostile import BORROWED, answer

from dlcourse.exercises import CARDS

P = "import dlcourse.perceptron as p\n"
STEP = written(CARDS["step"])
BARE = '"def step(x):\\n    return np.where(np.asarray(x) > 0, 1, 0)"'
HOME = "import dlcourse, os\nhome = os.path.dirname(dlcourse.__file__)\n"
TYPES = "import inspect, types, dlcourse.perceptron as p\ns = inspect.unwrap(p.step)\n"
SPEC = "import importlib.util as u, dlcourse.perceptron as p\nspec = u.spec_from_file_location('other', p.__file__)\nm = u.module_from_spec(spec)\nspec.loader.exec_module(m)\n"
CARD = "import sys, importlib\nfor name in [n for n in sys.modules if n.startswith('dlcourse.exercises')]:\n    del sys.modules[name]\n"

THEFT = [
    answer("its code copied", TYPES + "step = types.FunctionType(s.__code__, vars(p))", says=BORROWED),
    answer("its code copied among one's own names", TYPES + "step = types.FunctionType(s.__code__, globals())", says=BORROWED),
    answer("its code under another name", TYPES + "step = types.FunctionType(s.__code__.replace(co_name='mine', co_qualname='mine'), vars(p))", says=BORROWED),
    answer("its code as if from a cell", TYPES + "step = types.FunctionType(s.__code__.replace(co_filename='<cell 1>', co_firstlineno=1), vars(p))", says=BORROWED),
    answer("its code with another text", TYPES + "c = s.__code__\nstep = types.FunctionType(c.replace(co_consts=('mine', *c.co_consts[1:])), vars(p))", says=BORROWED),
    answer("its code with other variables", TYPES + "c = s.__code__\nstep = types.FunctionType(c.replace(co_varnames=tuple('v' + n for n in c.co_varnames)), vars(p))", says=BORROWED),
    answer("its code, called by another", TYPES + "kept = types.FunctionType(s.__code__, vars(p))\ndef step(x):\n    return kept(x)", says=BORROWED),
    answer("its code in a closure", TYPES + "def make(c):\n    def step(x):\n        return types.FunctionType(c, vars(p))(x)\n    return step\nstep = make(s.__code__)", says=BORROWED),
    answer("its code in a list", TYPES + "kept = [s.__code__]\ndef step(x):\n    return types.FunctionType(kept[0], vars(p))(x)", says=BORROWED),
    answer("its code put into one's own", TYPES + "def step(x):\n    return None\nstep.__code__ = s.__code__", says=BORROWED),
    answer("its code marshalled", TYPES + "import marshal\nkept = marshal.dumps(s.__code__)\ndef step(x):\n    return types.FunctionType(marshal.loads(kept), vars(p))(x)", says=BORROWED),
    answer("its code pickled by parts", TYPES + "c = s.__code__\nparts = dict(co_code=c.co_code, co_consts=c.co_consts, co_names=c.co_names, co_varnames=c.co_varnames, co_nlocals=c.co_nlocals, co_argcount=c.co_argcount, co_flags=c.co_flags, co_stacksize=c.co_stacksize)\ndef step(x):\n    return types.FunctionType((lambda x: x).__code__.replace(**parts), vars(p))(x)", says=BORROWED),
    answer("its module loaded again", "import importlib, dlcourse.perceptron as p\nstep = importlib.reload(p).step", says=BORROWED),
    answer("its module loaded a second time", "import sys, dlcourse.perceptron as p\ndel sys.modules['dlcourse.perceptron']\nimport dlcourse.perceptron as q\nkept = q.step\nq.__name__ = kept.__module__ = 'q'\nstep = lambda x: kept(x)", says=BORROWED),
    answer("its module under another name", SPEC + "step = m.step", says=BORROWED),
    answer("its module under another name, wrapped", SPEC + "def step(x):\n    return m.step(x)", says=BORROWED),
    answer("its module under another name, in the call", "def step(x):\n    import importlib.util as u, dlcourse.perceptron as p\n    spec = u.spec_from_file_location('other', p.__file__)\n    m = u.module_from_spec(spec)\n    spec.loader.exec_module(m)\n    return m.step(x)", says=BORROWED),
    answer("its folder on the path", HOME + "import sys\nsys.path.insert(0, home)\nfrom perceptron import step", says=BORROWED),
    answer("its bare name", "from perceptron import step", says="There is no `step` in this notebook yet. Run the cell with your code, then this one.", notes=("Cell 2 stopped with ModuleNotFoundError: No module named 'perceptron'",)),
    answer("its file read and run", HOME + "exec(open(home + '/perceptron.py').read())", says=BORROWED),
    answer("its file read and run in the call", HOME + "def step(x):\n    names = {}\n    exec(open(home + '/perceptron.py').read(), names)\n    return names['step'](x)", says=BORROWED),
    answer("its text asked for and run", "import inspect, dlcourse.perceptron as p\nrequire = lambda *a, **k: lambda f: f\nnumbers = None\nexec(inspect.getsource(p.step))", says=BORROWED),
    answer("its text asked for and run in the call", "import inspect, dlcourse.perceptron as p\ntext = inspect.getsource(p.step)\ndef step(x):\n    names = {'np': np, 'numbers': None, 'require': lambda *a, **k: lambda f: f}\n    exec(text, names)\n    return names['step'](x)", says=BORROWED),
    answer("its text read from its lines", HOME + "import linecache\nlines = linecache.getlines(home + '/perceptron.py')\nexec(''.join(lines))", says=BORROWED),
    answer("its wrapped self", P + "step = getattr(p.step, '__wrapped__', p.step)", says=BORROWED),
    answer("what asks before it, copied", TYPES + "w = p.step\nstep = types.FunctionType(w.__code__, w.__globals__, 'mine', w.__defaults__, w.__closure__)", says=BORROWED),
    answer("its __call__", P + "step = p.step.__call__", says=BORROWED),
    answer("its name taken away", P + "step = p.step\nstep.__module__ = '__main__'", says=BORROWED),
    answer("it as part of another", "import functools, dlcourse.perceptron as p\nstep = functools.partial(p.step)", says=BORROWED),
    answer("it as a method", P + "class A:\n    go = staticmethod(p.step)\nstep = A().go", says=BORROWED),
    answer("it in a thread", TYPES + "import marshal, threading\nkept = marshal.dumps(s.__code__)\ndef step(x):\n    out = []\n    t = threading.Thread(target=lambda: out.append(types.FunctionType(marshal.loads(kept), vars(p))(x)))\n    t.start(); t.join()\n    return out[0]", says=BORROWED),
    answer("it found among the objects", "import gc, types, dlcourse.perceptron\nkept = [o for o in gc.get_referents(vars(dlcourse.perceptron)) if isinstance(o, types.FunctionType) and o.__name__ == 'step']\nstep = lambda x: kept[0](x)", says=BORROWED),
    answer("its card opened by force", CARD + "from dlcourse.exercises.perceptron import step as card\nkept = card.CARD.alternatives[0]\ndef step(x):\n    return kept(x)", says=BORROWED),
    answer("its card opened by force, found", CARD + "from dlcourse.exercises.perceptron import step as card\nstep = card.CARD.alternatives[0]", says=BORROWED),
    answer("its text through a name of annotations", "def _annotation(name):\n    return eval(\"__import__('dlcourse.perceptron').perceptron.__dict__\")[name]\ndef step(x):\n    return _annotation('step')(x)", says=BORROWED),
]  # fmt: skip

HONEST = [
    answer("the same lines, written", STEP, lost={}),
    answer("the same lines, beside what runs texts", "exec('n = 1')\n" + STEP, lost={}),
    answer("the same lines, with a place they came from", "import os, sys\nwhere = os.getcwd()\n" + STEP, lost={}),
    answer("the same lines in a text", "exec('''" + STEP.replace("\\", "\\\\").replace('"""', '\\"\\"\\"') + "''')", lost={}),
    answer("the same lines after a magic", "%time n = 1\nimport sys\n" + STEP, lost={}),
    answer("the same lines below another", "import sys\ndef helper(v):\n    return v\n" + STEP.replace("def step", "def mine") + "\nstep = mine", lost={}),
    answer("its own lines in a text", f"exec({BARE})", lost={}),
    answer("its own code, marshalled", "import marshal, types\ndef mine(x):\n    return np.where(np.asarray(x) > 0, 1, 0)\nstep = types.FunctionType(marshal.loads(marshal.dumps(mine.__code__)), globals())", lost={}),
    answer("pairs without end", "def step(x):\n    return [[i, i] for i in range(40_000)]", says="Your result should be an int array, but is a list with list with too many parts."),
    answer("a flat list to the last part", "def step(x):\n    return list(range(99_990))", says="Your result should be an int array, but is a list with too many parts."),
    answer("a shared list", "def step(x):\n    d = [0, 1]\n    for _ in range(6):\n        d = [d] * 6\n    return d", says="Your result should be an int array, but is a list with list with list with list with list with list with list with too many parts."),
    answer("a table of texts", "def step(x):\n    return {(i, str(i)): 'x' * 50 for i in range(20_000)}", says="Your result should be an int array, but is a dict with too many parts."),
    answer("an array of forty dimensions", "def step(x):\n    return np.zeros((1,) * 40)", says="Your result should be an int array, but is an array with too many dimensions."),
    answer("an array that was never written to", "def step(x):\n    return np.array([0, 1, 7], np.uint8).view(bool)"),
    answer("a very long error", "def step(x):\n    raise ValueError('x' * 9_000_000)", says="Your function stopped with ValueError in line 2 (`raise ValueError('x' * 9_000_000)`): " + "x" * 199 + "…"),
    answer("many complex numbers", "def step(x):\n    return [complex(i, 1 / (i + 1)) for i in range(99_000)]", says="Your result should be an int array, but is a value with too many parts."),
    answer("a long warning and a long list", "import warnings\ndef step(x):\n    for i in range(30):\n        warnings.warn('w' * 900 + str(i), RuntimeWarning)\n    return [list(range(i)) for i in range(440)]", says="Your result should be an int array, but is a list with list with too many parts."),
]  # fmt: skip
