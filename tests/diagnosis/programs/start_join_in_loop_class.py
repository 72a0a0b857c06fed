# expect: start-join-in-loop@20|start-join-in-loop@22
# allow: threads-for-cpu
import threading
import time


class Robot(threading.Thread):
    def __init__(self, pieza):
        super().__init__(name=f"robot-{pieza}")
        self.pieza = pieza

    def run(self):
        time.sleep(0.1)
        print(self.name, "ha soldado", self.pieza)


def linea(piezas):
    for pieza in piezas:
        robot = Robot(pieza)
        robot.start()
        print("arranca", robot.name)
        robot.join()


linea(["puerta", "capó", "techo"])
